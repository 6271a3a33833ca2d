import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blends of leaf, and lots of leaf of either kind together. */
export class Conformity1764000022000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE blend (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        gtin text NOT NULL REFERENCES product,
        lot text NOT NULL,
        digital_link text NOT NULL UNIQUE,
        inputs jsonb NOT NULL,
        quantity_grams bigint NOT NULL CHECK (quantity_grams > 0),
        consumed_grams bigint NOT NULL DEFAULT 0 CHECK (consumed_grams BETWEEN 0 AND quantity_grams),
        blended_at timestamptz NOT NULL,
        event_hash text NOT NULL,
        certificate_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX blend_newest ON blend (organisation_id, created_at DESC);
      CREATE VIEW leaf_lot AS
        SELECT digital_link, lot, gtin, organisation_id, quantity_grams, consumed_grams, 'birth' AS origin FROM harvest
        UNION ALL
        SELECT digital_link, lot, gtin, organisation_id, quantity_grams, consumed_grams, 'conformity' FROM blend;
      CREATE INDEX certificate_promises ON certificate (organisation_id, created_at DESC) WHERE stage = 'conformity';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX certificate_promises; DROP VIEW leaf_lot; DROP TABLE blend');
  }
}
