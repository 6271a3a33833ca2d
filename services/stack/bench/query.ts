import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { type BenchStack, startBenchStack } from './support/stack.ts';
import { print, type Result } from './support/report.ts';
import { FILL } from './query/fill.ts';
import { type Answer, joinFactory, type Reader } from './query/reader.ts';
import { HOSTILE, typicalQueries, type TypicalQuery } from './query/queries.ts';

const CALLS = 300;
const WARM_UP = 30;
const GOAL_MS = 20;
const ROWS_A_STATEMENT = 10_000;

/** `npm run bench -- query [--events 1000000] [--json]`: SimpleEventQueries over HTTP against many stored events. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { events: { type: 'string', default: '1000000' }, json: { type: 'boolean', default: false } },
  });
  const events = Number(values.events);
  const say = (text: string): void => void process.stderr.write(`${text}\n`);
  const stack = await startBenchStack(say);
  try {
    const reader = await joinFactory(stack);
    await fill(stack, reader.organisationId, events, say);
    const results: Result[] = [];
    for (const query of typicalQueries(events)) results.push(...(await measure(stack, reader, query)));
    results.push(...(await cutOff(stack, reader)));
    const notes = [
      `${String(events)} events of one organisation, filled in by SQL with the columns, facets and trace edges that a capture writes`,
      `one reader, one call after another, other values in each of ${String(CALLS)} calls; 30 events a page`,
      'peer: a request of the same reader, at the same moment of the run, that only says who is signed in',
    ];
    print({ name: 'query', results, notes }, values.json);
  } finally {
    await stack.stop();
  }
}

async function fill(
  stack: BenchStack,
  organisationId: string,
  events: number,
  say: (text: string) => void,
): Promise<void> {
  const client = new Client({ connectionString: stack.databaseUrl });
  await client.connect();
  for (let first = 1; first <= events; first += ROWS_A_STATEMENT) {
    await client.query(FILL, [organisationId, first, Math.min(events, first + ROWS_A_STATEMENT - 1)]);
    if (first % 100_000 === 1) say(`${String(first - 1)} of ${String(events)} events`);
  }
  await client.query('VACUUM ANALYZE event');
  await client.query('VACUUM ANALYZE event_thing');
  await client.end();
}

interface Measured {
  readonly at: (share: number) => number;
  /** A call, on average. */
  readonly events: number;
}

/** Times of calls one after another, after a warm-up. */
async function time(name: string, call: () => Promise<Answer>): Promise<Measured> {
  const times: number[] = [];
  let found = 0;
  for (let count = -WARM_UP; count < CALLS; count += 1) {
    const start = performance.now();
    const { status, events } = await call();
    if (status !== 200) throw new Error(`${name} answered ${String(status)}.`);
    if (count < 0) continue;
    times.push(performance.now() - start);
    found += events;
  }
  times.sort((a, b) => a - b);
  return { at: (share) => times[Math.ceil(share * times.length) - 1] ?? Number.NaN, events: found / CALLS };
}

async function measure({ baseUrl }: BenchStack, reader: Reader, query: TypicalQuery): Promise<Result[]> {
  const random = numbers();
  const peer = await time('the session', () => reader.askNothing(baseUrl));
  const asked = await time(query.name, () => reader.ask(baseUrl, query.parameters(random)));
  const shares = [
    ['p50', 0.5],
    ['p95', 0.95],
    ['p99', 0.99],
  ] as const;
  return [
    ...shares.map(([name, share]) => ({
      metric: `${query.name}, ${name}`,
      value: asked.at(share),
      unit: 'ms',
      ...(query.isSelective && name === 'p95' ? { goal: GOAL_MS } : {}),
      peer: peer.at(share),
    })),
    { metric: `${query.name}, events found`, value: asked.events, unit: 'a call' },
  ];
}

/** A query that would read everything is stopped, and says so. */
async function cutOff(stack: BenchStack, reader: Reader): Promise<Result[]> {
  const start = performance.now();
  const { status } = await reader.ask(stack.baseUrl, HOSTILE);
  return [
    { metric: 'a query that reads every document: status', value: status, unit: '' },
    { metric: 'a query that reads every document: answered after', value: performance.now() - start, unit: 'ms' },
  ];
}

/** The same numbers in every run (Park and Miller's generator). */
function numbers(): (below: number) => number {
  let state = 20_260_401;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % Math.max(1, Math.floor(below));
  };
}
