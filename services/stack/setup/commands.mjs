/**
 * What each root npm script runs, and what must be built before it.
 * @typedef {{ entry: string, builds: ReadonlyArray<'api' | 'web'>, does: string }} Command
 * @type {Record<string, Command | undefined>}
 */
export const commands = {
  start: { entry: 'services/stack/src/start.ts', builds: ['api', 'web'], does: 'start everything and stay up' },
  demo: {
    entry: 'services/stack/src/demo.ts',
    builds: ['api', 'web'],
    does: 'play the sample season once, leave nothing',
  },
  test: { entry: 'services/stack/src/test.ts', builds: ['api', 'web'], does: 'run every test' },
  check: { entry: 'services/stack/src/check.ts', builds: ['api'], does: 'format, lint, types, architecture, licences' },
  verify: { entry: 'services/stack/src/verify.ts', builds: [], does: 'verify a downloaded bundle' },
  watch: { entry: 'services/stack/src/watch.ts', builds: [], does: 'audit the seal log and the chain, from outside' },
  conformance: {
    entry: 'services/stack/src/conformance.ts',
    builds: [],
    does: 'run the public suites of the standards',
  },
  bench: { entry: 'services/stack/src/bench.ts', builds: ['api', 'web'], does: 'run a benchmark' },
  index: { entry: 'oracle/src/cli/index.ts', builds: [], does: 'evaluate a weather index' },
  engines: { entry: 'services/stack/src/dev.ts', builds: [], does: 'start only the database and the chain' },
};

/** @param {string} name */
export function usage(name) {
  const lines = Object.entries(commands).map(([key, command]) => `  ${key.padEnd(11)} ${command?.does ?? ''}`);
  const complaint = name === '' ? 'Which command?' : `There is no command "${name}".`;
  return [complaint, 'node services/stack/setup.mjs <command> [arguments]', ...lines].join('\n');
}
