import { type CapturedEvent, eventFacets } from '@fieldseal/provenance';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eventRow } from '../events/event-row.ts';

/**
 * EPCIS events of any sender: what the queries look for lies in columns, facets and trace edges beside the document.
 * The same event recorded by two organisations is two rows, so that nobody can forestall another's record.
 */
export class Events1764000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // What the time limit guards against are requests; an installation with many events may take its minutes, once.
    await runner.query('SET LOCAL statement_timeout = 0');
    await runner.query(`
      ALTER TABLE event RENAME TO signed_event;
      ALTER TABLE signed_event RENAME CONSTRAINT event_pkey TO signed_event_pkey;
      CREATE TABLE event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        hash bytea NOT NULL,
        declaration bytea NOT NULL DEFAULT '',
        given_id text,
        capture_id uuid,
        type text COLLATE "C" NOT NULL,
        action text,
        event_time timestamptz NOT NULL,
        record_time timestamptz NOT NULL DEFAULT now(),
        biz_step text COLLATE "C",
        disposition text COLLATE "C",
        read_point text COLLATE "C",
        biz_location text COLLATE "C",
        transformation_id text,
        facets text[] NOT NULL DEFAULT '{}',
        document jsonb NOT NULL,
        proof jsonb,
        digest bytea NOT NULL,
        arrival xid8 NOT NULL DEFAULT pg_current_xact_id(),
        UNIQUE (hash, organisation_id, declaration)
      );
      CREATE UNIQUE INDEX event_given_id ON event (given_id, organisation_id, declaration) WHERE given_id IS NOT NULL;
      CREATE INDEX event_by_time ON event (event_time, id);
      CREATE INDEX event_by_record_time ON event (record_time, id);
      CREATE INDEX event_by_arrival ON event (arrival, id);
      CREATE INDEX event_by_organisation ON event (organisation_id, event_time, id);
      CREATE INDEX event_by_type ON event (organisation_id, type, event_time, id) WHERE type <> 'ObjectEvent';
      CREATE INDEX event_by_biz_step ON event (organisation_id, biz_step, event_time, id) WHERE biz_step IS NOT NULL;
      CREATE INDEX event_by_disposition ON event (organisation_id, disposition, event_time, id) WHERE disposition IS NOT NULL;
      CREATE INDEX event_by_read_point ON event (organisation_id, read_point, event_time, id) WHERE read_point IS NOT NULL;
      CREATE INDEX event_by_biz_location ON event (organisation_id, biz_location, event_time, id) WHERE biz_location IS NOT NULL;
      CREATE INDEX event_by_transformation ON event (transformation_id) WHERE transformation_id IS NOT NULL;
      CREATE INDEX event_by_facet ON event USING gin (facets);
      CREATE TABLE event_thing (
        thing text COLLATE "C" NOT NULL,
        event_time timestamptz NOT NULL,
        event_id bigint NOT NULL,
        role smallint NOT NULL,
        PRIMARY KEY (thing, event_time, event_id, role)
      );
      CREATE TABLE capture_job (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        created_at timestamptz NOT NULL,
        finished_at timestamptz NOT NULL,
        behaviour text NOT NULL,
        success boolean NOT NULL,
        accepted integer NOT NULL,
        duplicates integer NOT NULL,
        rejected integer NOT NULL,
        results jsonb NOT NULL
      );
      CREATE INDEX capture_job_newest ON capture_job (organisation_id, created_at DESC, id);
      INSERT INTO event (organisation_id, hash, type, event_time, record_time, document, proof, digest)
      SELECT organisation_id, decode(substring(hash from 'sha-256;([0-9a-f]{64})'), 'hex'), type, event_time, record_time,
        document - 'proof', document->'proof', digest
      FROM signed_event ORDER BY record_time, hash;
      DROP TABLE signed_event;
    `);
    for (let last: string | undefined = '0'; last !== undefined;) last = await describe(runner, last);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signed_event (
        hash text PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        type text NOT NULL,
        event_time timestamptz NOT NULL,
        document jsonb NOT NULL,
        digest bytea NOT NULL UNIQUE,
        record_time timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO signed_event (hash, organisation_id, type, event_time, document, digest, record_time)
      SELECT 'ni:///sha-256;' || encode(hash, 'hex') || '?ver=CBV2.0', organisation_id, type, event_time,
        document || jsonb_build_object('proof', proof), digest, record_time
      FROM event WHERE proof IS NOT NULL;
      DROP TABLE capture_job, event_thing, event;
      ALTER TABLE signed_event RENAME TO event;
      ALTER TABLE event RENAME CONSTRAINT signed_event_pkey TO event_pkey;
    `);
  }
}

const BATCH = 500;

interface Row {
  readonly id: string;
  readonly document: CapturedEvent['document'];
}

/** Computes columns, facets and trace edges of the events after `last`. @returns the last one described */
async function describe(runner: QueryRunner, last: string): Promise<string | undefined> {
  const rows = (await runner.query('SELECT id, document FROM event WHERE id > $1 ORDER BY id LIMIT $2', [
    last,
    BATCH,
  ])) as Row[];
  const described = rows.map(({ id, document }) => ({
    id,
    ...eventRow({ document, hash: document.eventID, facets: eventFacets(document) }).fields,
  }));
  await runner.query(
    `WITH described AS MATERIALIZED (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS row (id bigint, action text, biz_step text, disposition text,
         read_point text, biz_location text, transformation_id text, facets text[], things text[], roles smallint[])
     ), columns AS (
       UPDATE event SET action = d.action, biz_step = d.biz_step, disposition = d.disposition, read_point = d.read_point,
         biz_location = d.biz_location, transformation_id = d.transformation_id, facets = d.facets
       FROM described d WHERE event.id = d.id
     )
     INSERT INTO event_thing (thing, event_time, event_id, role)
     SELECT edge.thing, event.event_time, event.id, edge.role
     FROM described d JOIN event USING (id) CROSS JOIN LATERAL unnest(d.things, d.roles) AS edge (thing, role)`,
    [JSON.stringify(described)],
  );
  return rows.at(-1)?.id;
}
