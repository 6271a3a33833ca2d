import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgres } from './engines/postgres.ts';
import { anyFreePort } from './engines/probes.ts';
import { makeStateFolder } from './state-folder.ts';
import { type Counts, jest, NONE, plus, solidity } from './testing/runners.ts';

/**
 * `npm test [-- --quick]`: Solidity tests, then every package's tests against a real PostgreSQL of their own, then
 * the whole system. `--quick` leaves the whole system out.
 */
const isQuick = process.argv.includes('--quick');
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
const LIBRARIES = ['contracts', 'provenance', 'vision', 'oracle', 'mobile-web'];

const folder = mkdtempSync(join(tmpdir(), 'fieldseal-test-'));
makeStateFolder(folder);
chmodSync(folder, 0o711);
const database = postgres(folder, await anyFreePort('127.0.0.1'), say);
let counts: Counts = NONE;
try {
  await database.process.start();
  // A browser is unpacked into the temporary folder under a fixed name, which another user's run may own.
  const env = { TEST_DATABASE_URL: database.url, TMPDIR: folder };
  counts = plus(counts, await solidity());
  counts = plus(counts, await jest('libraries', { projects: LIBRARIES, env, folder }));
  counts = plus(counts, await jest('services', { projects: ['api', 'stack'], env, folder, ignore: 'system' }));
  if (!isQuick) counts = plus(counts, await jest('whole system', { projects: ['stack'], env, folder, only: 'system' }));
} finally {
  await database.process.stop();
  rmSync(folder, { recursive: true, force: true });
}
for (const skipped of counts.skipped) process.stdout.write(`skipped: ${skipped}\n`);
process.stdout.write(`${String(counts.passed)} passed, ${String(counts.failed)} failed\n`);
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
