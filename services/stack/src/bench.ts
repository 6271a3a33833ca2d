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
  query: {
    measures: 'p50, p95 and p99 of ten typical event queries over a million events',
    load: () => import('../bench/query.ts'),
  },
  resolve: {
    measures: 'answers of the Digital Link resolver, against a bare Fastify route',
    load: () => import('../bench/resolve.ts'),
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
