import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readJson } from '../engines/files.ts';
import { repository } from '../repository.ts';

/** Licences that ask for no more than naming the authors, and MPL, whose duty stays within its own files. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
  'Zlib',
]);

const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      link: z.boolean().optional(),
    }),
  ),
});

/** What is shipped (everything but development packages) carries a licence of the list. */
export function checkLicences(): Promise<string | undefined> {
  const { packages } = Lockfile.parse(readJson(join(repository, 'package-lock.json')));
  const wrong = Object.entries(packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && entry.link !== true && entry.dev !== true)
    .map(([path, { license }]) => ({ name: nameOf(path), license: license ?? licenceOnDisk(path) }))
    .filter(({ name, license }) => !isAllowed(license) && !SETTLED.test(`${name} ${license}`))
    .map(({ name, license }) => `${name}: ${license}`);
  return Promise.resolve(wrong.length === 0 ? undefined : [...new Set(wrong)].join('\n'));
}

/**
 * Looked at one by one: sharp loads libvips as a separate shared library that anybody can replace by another build,
 * which is what the LGPL asks for.
 */
const SETTLED = /^@img\/sharp-\S+ (Apache-2\.0 AND )?LGPL-3\.0-or-later( AND MIT)?$/;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** SPDX expressions: one of the alternatives must do, all of the joined ones must. */
function isAllowed(expression: string): boolean {
  const plain = expression.replaceAll(/[()]/g, '');
  return plain.split(/ OR /i).some((alternative) => alternative.split(/ AND /i).every((id) => ALLOWED.has(id.trim())));
}

const Manifest = z.object({
  license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]),
});

/** What the manifest states; a few packages state it in the text of their licence only. */
function licenceOnDisk(path: string): string {
  const folder = join(repository, path);
  const stated = Manifest.safeParse(readJson(join(folder, 'package.json'))).data?.license;
  if (stated !== undefined) return stated;
  const file = join(folder, 'LICENSE');
  return existsSync(file) && readFileSync(file, 'utf8').startsWith('MIT License\n') ? 'MIT' : 'none stated';
}
