import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { inTurn, type Run } from './clients.ts';

const EVENT_COLUMNS = `hash, declaration, type, action, event_time, biz_step, disposition, read_point, biz_location,
  transformation_id, facets, document, digest`;
const EVENT_TYPES = [
  'bytea',
  'bytea',
  'text',
  'text',
  'timestamptz',
  'text',
  'text',
  'text',
  'text',
  'text',
  'text[]',
  'jsonb',
  'bytea',
];

interface StoredEvent {
  readonly id: string;
  readonly values: readonly unknown[];
}

interface Batch {
  readonly events: readonly StoredEvent[];
  readonly things: readonly (readonly unknown[])[];
}

/**
 * The limit: the same rows as were captured last, once more for another organisation, by plain multi-row inserts into the
 * same tables with the same indexes, prepared beforehand, one durable transaction a batch.
 */
export async function insertRaw(
  url: string,
  organisationId: string,
  size: number,
  batches: number,
  clients: number,
): Promise<Run> {
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(url)));
  const [first] = connections;
  try {
    if (first === undefined) throw new Error('Raw inserts need a client.');
    const prepared = await readBatches(first, size, batches);
    return await inTurn(prepared, clients, async (batch, worker) => {
      const connection = connections[worker];
      if (connection !== undefined) await insert(connection, organisationId, batch);
    });
  } finally {
    await Promise.all(connections.map((connection) => connection.end()));
  }
}

/** An organisation that owns the raw rows. */
export async function newOrganisation(client: Client): Promise<string> {
  const id = randomUUID();
  const text = `bench ${id}`;
  await client.query(
    `INSERT INTO organisation (id, kind, name_zh, name_en, did, issuer_key, issuer_secret, account, account_secret)
     VALUES ($1, 'farm', $2, $2, $2, convert_to($2, 'UTF8'), '', $2, '')`,
    [id, text],
  );
  return id;
}

async function connect(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString });
  await client.connect();
  return client;
}

async function readBatches(client: Client, size: number, batches: number): Promise<Batch[]> {
  const { rows } = await client.query<Record<string, unknown> & { id: string; values: unknown }>(
    `SELECT id, ${EVENT_COLUMNS.replace('document', 'document::text').replace('digest', 'sha256(digest) AS digest')}
     FROM event ORDER BY id DESC LIMIT $1`,
    [size * batches],
  );
  const things = new Map<string, unknown[][]>();
  const edges = await client.query<{ event_id: string; thing: string; event_time: Date; role: number }>(
    'SELECT event_id, thing, event_time, role FROM event_thing WHERE event_id = ANY($1::bigint[])',
    [rows.map(({ id }) => id)],
  );
  for (const { event_id: id, thing, event_time: time, role } of edges.rows)
    things.set(id, [...(things.get(id) ?? []), [thing, time, role]]);
  return Array.from({ length: batches }, (_, i) => {
    const part = rows.slice(i * size, (i + 1) * size);
    const events = part.map(({ id, ...columns }) => ({ id, values: Object.values(columns) }));
    return { events, things: events.flatMap(({ id }, n) => (things.get(id) ?? []).map((thing) => [n, ...thing])) };
  });
}

async function insert(client: Client, organisationId: string, { events, things }: Batch): Promise<void> {
  await client.query('BEGIN');
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO event (organisation_id, ${EVENT_COLUMNS}) VALUES ${lists(events.length, EVENT_TYPES, "'" + organisationId + "'")} RETURNING id`,
    events.flatMap(({ values }) => values),
  );
  await client.query(
    `INSERT INTO event_thing (thing, event_time, role, event_id) VALUES ${lists(things.length, ['text', 'timestamptz', 'smallint', 'bigint'])}`,
    things.flatMap(([n, ...values]) => [...values, rows[Number(n)]?.id]),
  );
  await client.query(
    `INSERT INTO pending_leaf (digest) VALUES ${lists(events.length, ['bytea'])}`,
    events.map(({ values }) => values.at(-1)),
  );
  await client.query('COMMIT');
}

/** `($1::a, $2::b), ($3::a, $4::b)`, each list starting with `first` where it is given. */
function lists(rows: number, types: readonly string[], first?: string): string {
  const start = first === undefined ? [] : [first];
  return Array.from({ length: rows }, (_, row) => {
    const places = types.map((type, column) => `$${String(row * types.length + column + 1)}::${type}`);
    return `(${[...start, ...places].join()})`;
  }).join();
}
