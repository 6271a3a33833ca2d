import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Measures gas against a chain of its own; `--update` rewrites the snapshot, else drift is an error. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const run = spawnSync(process.execPath, ['node_modules/jest/bin/jest.js', 'contracts/test/gas.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_OPTIONS: '--experimental-vm-modules',
    ...(process.argv.includes('--update') ? { UPDATE_GAS: '1' } : {}),
  },
});
process.exitCode = run.status ?? 1;
