import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { inTurn } from '../support/clients.ts';
import type { Result } from '../support/report.ts';

const GOAL = 20_000;
const WRITERS = 4;
/** Leaves of one writer's transaction. */
const ROWS = 1000;
const PEER_ROWS = 8192;
const DIGEST_BYTES = 32;
/** Leaves appended before anything is measured. */
const WARM_UP = 50_000;
/** The lock that a sequencer holds while it places leaves; holding it keeps the services' own waiting. */
const HOLD = "SELECT pg_advisory_lock(hashtext('seal log sequencer'))";
const LET_GO = "SELECT pg_advisory_unlock(hashtext('seal log sequencer'))";

const LEAVE = 'INSERT INTO pending_leaf (digest) SELECT unnest($1::bytea[]) ON CONFLICT DO NOTHING';
const PLACE_RAW = `
  INSERT INTO raw_leaf (digest, leaf_index)
  SELECT d, $2::bigint + i - 1 FROM unnest($1::bytea[]) WITH ORDINALITY AS t(d, i)`;

/**
 * Leaves appended to the log and durable: by the services' sequencer from a backlog, together with the writers who leave
 * them, and as plain rows by multi-row inserts, one durable transaction each.
 */
export async function measureAppend(databaseUrl: string, leaves: number): Promise<Result[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await together(client, databaseUrl, WARM_UP);
    const end = await together(client, databaseUrl, leaves);
    const backlog = await fromBacklog(client, databaseUrl, leaves);
    const raw = await rawInsert(client, leaves);
    return [
      {
        metric: `${String(leaves)} waiting leaves placed by the sequencer`,
        value: backlog,
        unit: 'leaves/s',
        goal: GOAL,
        peer: raw,
        ratio: backlog / raw,
      },
      {
        metric: `${String(leaves)} leaves left by ${String(WRITERS)} writers and placed meanwhile`,
        value: end,
        unit: 'leaves/s',
        peer: raw,
        ratio: end / raw,
      },
    ];
  } finally {
    await client.end();
  }
}

/** From the first writer's first row to the last leaf's place, which the services look for once a second. */
async function together(client: Client, databaseUrl: string, leaves: number): Promise<number> {
  const wanted = (await sizeOf(client)) + leaves;
  const start = performance.now();
  await leave(databaseUrl, digests(leaves));
  await until(client, wanted);
  return (leaves * 1000) / (performance.now() - start);
}

/** From the moment when the sequencer may work to the last leaf's place. */
async function fromBacklog(client: Client, databaseUrl: string, leaves: number): Promise<number> {
  const wanted = (await sizeOf(client)) + leaves;
  await client.query(HOLD);
  await leave(databaseUrl, digests(leaves));
  await client.query(LET_GO);
  const start = performance.now();
  await until(client, wanted);
  return (leaves * 1000) / (performance.now() - start);
}

async function leave(databaseUrl: string, rows: readonly Buffer[]): Promise<void> {
  const clients = Array.from({ length: WRITERS }, () => new Client({ connectionString: databaseUrl }));
  await Promise.all(clients.map((client) => client.connect()));
  try {
    await inTurn(slices(rows, ROWS), WRITERS, async (slice, worker) => {
      await clients[worker]?.query(LEAVE, [slice]);
    });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

/** The same rows, with the same indexes, and nothing but pg between. */
async function rawInsert(client: Client, leaves: number): Promise<number> {
  await client.query('CREATE TABLE raw_leaf (LIKE seal_leaf INCLUDING ALL)');
  await client.query('INSERT INTO raw_leaf SELECT * FROM seal_leaf');
  const { rows } = await client.query<{ first: string }>('SELECT max(leaf_index) + 1 AS first FROM raw_leaf');
  const first = Number(rows[0]?.first ?? 0);
  const batches = slices(digests(leaves), PEER_ROWS);
  const start = performance.now();
  for (const [at, batch] of batches.entries()) await client.query(PLACE_RAW, [batch, first + at * PEER_ROWS]);
  const seconds = (performance.now() - start) / 1000;
  await client.query('DROP TABLE raw_leaf');
  return leaves / seconds;
}

async function sizeOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ size: string }>('SELECT size FROM seal_log');
  return Number(rows[0]?.size ?? 0);
}

async function until(client: Client, size: number): Promise<void> {
  while ((await sizeOf(client)) < size) await pause(5);
}

function digests(count: number): Buffer[] {
  const bytes = randomBytes(count * DIGEST_BYTES);
  return Array.from({ length: count }, (_, at) => bytes.subarray(at * DIGEST_BYTES, (at + 1) * DIGEST_BYTES));
}

function slices<Item>(items: readonly Item[], length: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, at) =>
    items.slice(at * length, (at + 1) * length),
  );
}
