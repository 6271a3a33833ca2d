/** `npm run bench -- NAME [options]`: one benchmark; each lives with the package it measures and exports `run`. */
interface Benchmark {
  readonly measures: string;
  readonly load: () => Promise<{ run: (args: string[]) => Promise<void> }>;
}

const BENCHMARKS: Readonly<Record<string, Benchmark | undefined>> = {
  capture: {
    measures: 'events validated, hashed and stored, against the raw insert of the same rows',
    load: () => import('../bench/capture.ts'),
  },
  issue: {
    measures: 'certificates signed, stored and appended to the seal log, against a library of others and bare signing',
    load: () => import('../bench/issue.ts'),
  },
  query: {
    measures: 'p50, p95 and p99 of ten typical event queries over a million events',
    load: () => import('../bench/query.ts'),
  },
  resolve: {
    measures: 'answers of the Digital Link resolver, against a bare Fastify route',
    load: () => import('../bench/resolve.ts'),
  },
  seal: {
    measures: 'leaves appended to the seal log, proofs at ten million, and gas of seals against the peers',
    load: () => import('../bench/seal.ts'),
  },
  verify: {
    measures: 'evidence about a tea cake verified in Node and in a slowed-down browser, and its size',
    load: () => import('../bench/verify.ts'),
  },
  vision: {
    measures: 'how surely, and how fast, a surface is recognised',
    load: () => import('../../../vision/bench/vision.ts'),
  },
};

const [name = 'list', ...args] = process.argv.slice(2);
const benchmark = BENCHMARKS[name];
if (benchmark !== undefined) {
  await (await benchmark.load()).run(args);
} else {
  const lines = Object.entries(BENCHMARKS).map(([key, known]) => `  ${key.padEnd(10)} ${known?.measures ?? ''}`);
  const stream = name === 'list' ? process.stdout : process.stderr;
  if (name !== 'list') stream.write(`There is no benchmark "${name}".\n`);
  stream.write(`${lines.join('\n')}\n`);
  process.exitCode = name === 'list' ? 0 : 2;
}
