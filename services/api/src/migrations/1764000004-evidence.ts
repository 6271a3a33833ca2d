import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signed events and certificates, and the seal log over them. */
export class Evidence1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        hash text PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        type text NOT NULL,
        event_time timestamptz NOT NULL,
        document jsonb NOT NULL,
        digest bytea NOT NULL UNIQUE,
        record_time timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE certificate (
        id uuid PRIMARY KEY,
        stage text NOT NULL,
        status text NOT NULL,
        organisation_id uuid NOT NULL REFERENCES organisation,
        subject text NOT NULL,
        document jsonb NOT NULL,
        digest bytea UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        issued_at timestamptz,
        UNIQUE (subject, stage)
      );
      CREATE INDEX certificate_newest ON certificate (created_at DESC, id);
      CREATE TABLE pending_leaf (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        digest bytea NOT NULL UNIQUE
      );
      CREATE TABLE seal_leaf (
        leaf_index bigint PRIMARY KEY,
        digest bytea NOT NULL UNIQUE
      );
      CREATE TABLE seal_node (
        level integer NOT NULL,
        node_index bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (level, node_index)
      );
      CREATE TABLE seal (
        tree_size bigint PRIMARY KEY,
        root bytea NOT NULL,
        transaction_id uuid NOT NULL REFERENCES chain_transaction,
        created_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE seal, seal_node, seal_leaf, pending_leaf, certificate, event');
  }
}
