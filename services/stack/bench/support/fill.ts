import type { Client } from 'pg';

/** Copies of the seed that one statement makes. */
const COPIES = 10;

/**
 * Fills the tables to `target` events with copies of the events that are there, by SQL: other hashes, times, serial
 * numbers and containers, the same in shape and size. Nothing is put in front of the seal log's sequencer, whose work
 * is not measured here.
 */
export async function fillTo(client: Client, target: number, say: (text: string) => void): Promise<void> {
  await client.query('SET statement_timeout = 0');
  await client.query('CREATE TEMP TABLE seed AS SELECT * FROM event');
  await client.query('CREATE TEMP TABLE seed_thing AS SELECT * FROM event_thing');
  const seed = await count(client, 'seed');
  if (seed === 0) throw new Error('There are no events to make copies of.');
  for (let stored = await count(client, 'event'); stored < target;) {
    const copies = Math.min(COPIES, Math.ceil((target - stored) / seed));
    // The number of events only grows, so it numbers copies that no filling before has made.
    await client.query(COPY_EVENTS, [stored + 1, stored + copies]);
    stored += seed * copies;
    say(`filled to ${String(stored)} events`);
  }
  await client.query('DROP TABLE seed, seed_thing');
  await client.query('VACUUM (ANALYZE) event, event_thing');
  await client.query('CHECKPOINT');
}

async function count(client: Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
  return rows[0]?.count ?? 0;
}

/** Serial numbers and containers get the number of the copy, so that each copy speaks of things of its own. */
const renamed = (text: string): string =>
  `replace(replace(${text}, '/21/', '/21/' || copy || '-'), '/00/0952', '/00/' || lpad((copy % 10000)::text, 4, '0'))`;

const COPY_EVENTS = `
  WITH copied AS (
    INSERT INTO event (organisation_id, hash, type, action, event_time, record_time, biz_step, disposition, read_point,
      biz_location, transformation_id, facets, document, digest)
    SELECT organisation_id, sha256(hash || int4send(copy)), type, action, event_time - make_interval(hours => copy % 5000),
      now(), biz_step, disposition, read_point, biz_location, transformation_id, facets,
      ${renamed('document::text')}::jsonb, sha256(digest || int4send(copy))
    FROM seed, generate_series($1::int, $2::int) AS copy
    RETURNING id, organisation_id, hash, event_time
  )
  INSERT INTO event_thing (thing, event_time, event_id, role)
  SELECT ${renamed('thing')}, copied.event_time, copied.id, role
  FROM seed
  CROSS JOIN generate_series($1::int, $2::int) AS copy
  JOIN copied ON copied.hash = sha256(seed.hash || int4send(copy)) AND copied.organisation_id = seed.organisation_id
  JOIN seed_thing ON seed_thing.event_id = seed.id`;
