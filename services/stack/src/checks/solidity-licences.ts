import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { repository } from '../repository.ts';

const IMPORT = /^\s*import\s[^;]*?["']([^"']+)["']/gm;
const LICENCE = /SPDX-License-Identifier:\s*(\S+)/;
const ALLOWED = new Set(['MIT', 'Apache-2.0']);

/**
 * Some packages (such as `@chainlink/contracts`) are not free as a whole although most of their files are: every
 * Solidity file that ours import, directly or not, must say itself that it is MIT or Apache-2.0.
 */
export function checkSolidityLicences(): Promise<string | undefined> {
  const waiting = globSync('contracts/src/**/*.sol', { cwd: repository }).map((path) => join(repository, path));
  if (waiting.length === 0) return Promise.resolve('no Solidity files were found');
  const seen = new Set<string>();
  const wrong: string[] = [];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    const source = readFileSync(file, 'utf8');
    const licence = LICENCE.exec(source)?.[1] ?? 'none';
    if (!ALLOWED.has(licence)) wrong.push(`${file}: ${licence}`);
    for (const [, path = ''] of source.matchAll(IMPORT)) waiting.push(locate(file, path));
  }
  return Promise.resolve(wrong.length === 0 ? undefined : wrong.join('\n'));
}

function locate(from: string, path: string): string {
  return path.startsWith('.') ? resolve(dirname(from), path) : createRequire(from).resolve(path);
}
