import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journal of chain transactions, and accreditations of issuers. */
export class Chain1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE chain_transaction (
        id uuid PRIMARY KEY,
        position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        purpose text NOT NULL,
        sender text NOT NULL,
        target text NOT NULL,
        data text NOT NULL,
        value numeric(78) NOT NULL DEFAULT 0,
        status text NOT NULL DEFAULT 'queued',
        nonce integer,
        raw text,
        hash text,
        gas_used bigint,
        block_number bigint,
        logs jsonb,
        reason text,
        created_at timestamptz NOT NULL DEFAULT now(),
        mined_at timestamptz,
        UNIQUE (sender, nonce)
      );
      CREATE INDEX chain_transaction_open ON chain_transaction (position) WHERE status IN ('queued', 'sent');
      CREATE TABLE accreditation (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        stage text NOT NULL,
        valid_from timestamptz NOT NULL,
        valid_until timestamptz NOT NULL,
        transaction_id uuid NOT NULL REFERENCES chain_transaction,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (organisation_id, stage)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE accreditation, chain_transaction');
  }
}
