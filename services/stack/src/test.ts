import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { postgres } from './engines/postgres.ts';
import { anyFreePort } from './engines/probes.ts';
import { makeStateFolder } from './state-folder.ts';
import { type Counts, jest, NONE, plus, solidity } from './testing/runners.ts';

const LIBRARIES = ['contracts', 'provenance', 'vision', 'oracle', 'mobile-web'];
const SERVICES = ['api', 'stack'];
/** What needs no engine, no photograph and no compiler: the loop while writing. */
const QUICK = ['provenance', 'oracle', 'mobile-web'];

/**
 * `npm test [-- --quick | PACKAGE...]`: Solidity tests, then every package's tests against a real PostgreSQL of their
 * own, then the whole system; or only some packages' tests.
 */
const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true });
const unknown = positionals.filter((name) => ![...LIBRARIES, ...SERVICES].includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no package ${unknown.join(', ')}; there are: ${[...LIBRARIES, ...SERVICES].join(', ')}\n`,
  );
  process.exit(2);
}
const isWhole = values.quick !== true && positionals.length === 0;
const chosen = values.quick === true ? QUICK : positionals;
const isWanted = (name: string): boolean => isWhole || chosen.includes(name);
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const folder = mkdtempSync(join(tmpdir(), 'fieldseal-test-'));
makeStateFolder(folder);
chmodSync(folder, 0o711);
const database = postgres(folder, await anyFreePort('127.0.0.1'), say);
let counts: Counts = NONE;
try {
  await database.process.start();
  // A browser is unpacked into the temporary folder under a fixed name, which another user's run may own.
  const env = { TEST_DATABASE_URL: database.url, TMPDIR: folder };
  const libraries = LIBRARIES.filter(isWanted);
  const services = SERVICES.filter(isWanted);
  if (isWanted('contracts')) counts = plus(counts, await solidity());
  if (libraries.length > 0) counts = plus(counts, await jest('libraries', { projects: libraries, env, folder }));
  if (services.length > 0)
    counts = plus(counts, await jest('services', { projects: services, env, folder, ignore: 'system' }));
  if (isWhole) counts = plus(counts, await jest('whole system', { projects: ['stack'], env, folder, only: 'system' }));
} finally {
  await database.process.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const skipped of counts.skipped) process.stdout.write(`skipped: ${skipped}\n`);
process.stdout.write(`${String(counts.passed)} passed, ${String(counts.failed)} failed\n`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
