import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './npm.mjs';
import { repository } from './paths.mjs';
import { Refusal, say } from './say.mjs';
import { hashOf, hasStamp, writeStamp } from './stamps.mjs';

/**
 * A build: npm's `build` script of one package, what it reads, and the file that proves it has run.
 * @typedef {{ name: string, workspace: string, reads: string[], makes: string }} Build
 */

/** @type {Record<'api' | 'web', Build>} */
export const builds = {
  api: {
    name: 'services',
    workspace: 'services/api',
    reads: ['package-lock.json', 'services/api'],
    makes: 'services/api/dist/main.js',
  },
  web: {
    name: 'web app',
    workspace: 'mobile-web',
    reads: ['package-lock.json', 'mobile-web', 'services/provenance/src', 'oracle/src', 'contracts/client'],
    makes: 'mobile-web/dist/index.html',
  },
};

/** @param {Build} build */
export async function buildWhenChanged(build) {
  const hash = hashOf(build.reads.map((path) => join(repository, path)));
  const stamp = `build-${build.workspace.replaceAll('/', '-')}`;
  if (hasStamp(stamp, hash) && existsSync(join(repository, build.makes))) return;
  say(`building the ${build.name}`);
  const result = await npm(['run', '--workspace', build.workspace, 'build']);
  if (result.code !== 0) throw new Refusal(`Building the ${build.name} failed:\n${result.output}`);
  writeStamp(stamp, hash);
}
