import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Signings that people refuse take what they recorded along; the reason why a phone's key was ended. */
export class SigningRefusals1764000032000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_refusal (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        person_id uuid NOT NULL REFERENCES person,
        device_key_id uuid NOT NULL REFERENCES device_key,
        stage text NOT NULL,
        subjects text[] NOT NULL,
        reason text NOT NULL,
        recorded_at timestamptz NOT NULL,
        refused_at timestamptz NOT NULL
      );
      CREATE INDEX signing_refusal_newest ON signing_refusal (organisation_id, refused_at DESC, id);
      ALTER TABLE harvest ADD signing_id uuid REFERENCES signing ON DELETE CASCADE;
      UPDATE harvest SET signing_id = s.id FROM signing s
        WHERE s.completed_at IS NULL AND certificate_id = ANY (s.certificate_ids);
      CREATE INDEX harvest_signing ON harvest (signing_id) WHERE signing_id IS NOT NULL;
      ALTER TABLE device_key ADD revocation_reason text;
      CREATE INDEX device_key_open ON device_key (created_at DESC) WHERE revoked_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX device_key_open;
      ALTER TABLE device_key DROP revocation_reason;
      ALTER TABLE harvest DROP signing_id;
      DROP TABLE signing_refusal;
    `);
  }
}
