import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Certificates issued from tables: a file, its rows with what became of each, and what was told while it was worked on.
 * Certificates of some 3 kB stay in their rows as they are: to compress each took longer than all the rest of storing it.
 */
export class Batches1764000026000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE certificate SET (toast_tuple_target = 8160);
      CREATE TABLE batch (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        person_id uuid NOT NULL REFERENCES person,
        role text NOT NULL,
        kind text NOT NULL,
        mode text NOT NULL CHECK (mode IN ('all-or-none', 'good-rows')),
        state text NOT NULL CHECK (state IN ('checking', 'ready', 'issuing', 'done', 'refused', 'cancelled')),
        confirmed boolean NOT NULL,
        file_name text,
        content_digest bytea NOT NULL,
        idempotency_key text,
        headings jsonb NOT NULL,
        total integer NOT NULL CHECK (total BETWEEN 1 AND 10000),
        sequence integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        touched_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        UNIQUE (person_id, idempotency_key)
      );
      CREATE INDEX batch_newest ON batch (organisation_id, created_at DESC, id);
      CREATE INDEX batch_due ON batch (touched_at) WHERE state IN ('checking', 'issuing');
      CREATE TABLE batch_row (
        batch_id uuid NOT NULL REFERENCES batch ON DELETE CASCADE,
        number integer NOT NULL,
        line integer NOT NULL,
        state text NOT NULL CHECK (state IN ('new', 'good', 'bad', 'known', 'issued')),
        organisation_id uuid NOT NULL REFERENCES organisation,
        content jsonb,
        digest bytea,
        faults jsonb NOT NULL DEFAULT '[]',
        subjects text[] NOT NULL DEFAULT '{}',
        certificate_ids uuid[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (batch_id, number)
      );
      CREATE INDEX batch_row_state ON batch_row (batch_id, state, number);
      CREATE UNIQUE INDEX batch_row_issued_once ON batch_row (organisation_id, digest) WHERE state = 'issued';
      CREATE TABLE batch_event (
        batch_id uuid NOT NULL REFERENCES batch ON DELETE CASCADE,
        sequence integer NOT NULL,
        content jsonb NOT NULL,
        PRIMARY KEY (batch_id, sequence)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE batch_event, batch_row, batch; ALTER TABLE certificate RESET (toast_tuple_target)');
  }
}
