import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { postAll, quantile, type Run } from './support/clients.ts';
import { fillTo } from './support/fill.ts';
import { insertRaw, newOrganisation } from './support/raw-insert.ts';
import { print, type Result } from './support/report.ts';
import { bareEventOf, documentOf, sampleEvent } from './support/sample-events.ts';
import { type BenchStack, startBenchStack } from './support/stack.ts';

const BATCH = 500;
const GOAL = { eventsPerSecond: 5000, shareOfRaw: 1 / 3 };
/** Events captured before anything is measured: connections, compiled code, the seed of the filling. */
const WARM_UP = 2000;

/** `npm run bench -- capture [--events N] [--stored 10000,1000000] [--json]` */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      events: { type: 'string', default: '20000' },
      stored: { type: 'string', default: '10000,1000000' },
      json: { type: 'boolean', default: false },
    },
  });
  const say = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const stack = await startBenchStack(say);
  const client = new Client({ connectionString: stack.databaseUrl });
  try {
    await client.connect();
    const meter = new Meter(stack, client, Number(values.events));
    await meter.warmUp();
    const results: Result[] = [];
    for (const stored of values.stored.split(',').map(Number)) {
      await fillTo(client, stored, say);
      results.push(...(await meter.measure(stored, say)));
    }
    print({ name: 'capture', results, notes: NOTES }, values.json);
  } finally {
    await client.end();
    await stack.stop();
  }
}

const NOTES = [
  'Captured over HTTP: validated, hashed, stored with trace edges and leaf of the seal log, committed with fsync; the services seal in the background meanwhile.',
  'Peer: multi-row inserts of the same rows into the same tables, with nothing but pg between; clients share the processors with what they measure.',
  'Tables are filled to their size by SQL with copies of captured events under other hashes, times and serials.',
];

/** Sends events of which no two are alike, in one run after another. */
class Meter {
  readonly #stack: BenchStack;
  readonly #client: Client;
  readonly #events: number;
  #sent = 0;

  constructor(stack: BenchStack, client: Client, events: number) {
    this.#stack = stack;
    this.#client = client;
    this.#events = events;
  }

  async warmUp(): Promise<void> {
    await this.#captureBatches(WARM_UP / BATCH, 2);
  }

  async measure(stored: number, say: (text: string) => void): Promise<Result[]> {
    const batches = Math.ceil(this.#events / BATCH);
    const singles = Math.ceil(this.#events / 20);
    const results: Result[] = [];
    for (const clients of [1, 8]) {
      say(`${String(stored)} stored, ${String(clients)} clients`);
      const at = `${String(clients)} client${clients === 1 ? '' : 's'}, ${String(stored)} stored`;
      const single = await this.#captureSingles(singles, clients);
      const batch = await this.#captureBatches(batches, clients);
      const raw = await insertRaw(
        this.#stack.databaseUrl,
        await newOrganisation(this.#client),
        BATCH,
        batches,
        clients,
      );
      const [rate, limit] = [batch, raw].map((each) => perSecond(batches * BATCH, each));
      results.push(
        { metric: `single events, ${at}`, value: perSecond(singles, single), unit: 'events/s' },
        { metric: `single events, ${at}, p95`, value: quantile(single.times, 0.95), unit: 'ms' },
        {
          metric: `batches of ${String(BATCH)}, ${at}`,
          value: rate ?? 0,
          unit: 'events/s',
          ...(clients === 8 ? { goal: GOAL.eventsPerSecond } : {}),
          peer: limit ?? 0,
          ratio: (rate ?? 0) / (limit ?? 1),
        },
        { metric: `batches of ${String(BATCH)}, ${at}, p95`, value: quantile(batch.times, 0.95), unit: 'ms' },
      );
    }
    return results;
  }

  #captureSingles(count: number, clients: number): Promise<Run> {
    return postAll(this.#stack, '/api/epcis/events', this.#next(count).map(bareEventOf), clients);
  }

  #captureBatches(count: number, clients: number): Promise<Run> {
    const bodies = Array.from({ length: count }, () => documentOf(this.#next(BATCH)));
    return postAll(this.#stack, '/api/epcis/capture', bodies, clients);
  }

  #next(count: number): ReturnType<typeof sampleEvent>[] {
    const first = this.#sent;
    this.#sent += count;
    return Array.from({ length: count }, (_, i) => sampleEvent(first + i));
  }
}

function perSecond(events: number, { totalMs }: Run): number {
  return (events * 1000) / totalMs;
}
