import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Status lists of certificates, and the history of what was withdrawn; what was revoked may be issued anew. */
export class Status1764000021000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE status_register (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        issuer text NOT NULL,
        number integer NOT NULL,
        UNIQUE (issuer, number)
      );
      CREATE TABLE status_list (
        id uuid PRIMARY KEY,
        register_id integer NOT NULL REFERENCES status_register,
        purpose text NOT NULL,
        bits bytea NOT NULL,
        document jsonb NOT NULL,
        digest bytea NOT NULL,
        renew_at timestamptz NOT NULL,
        UNIQUE (register_id, purpose)
      );
      CREATE INDEX status_list_due ON status_list (renew_at);
      CREATE TABLE status_index (
        register_id integer NOT NULL,
        entry integer NOT NULL,
        PRIMARY KEY (register_id, entry)
      );
      COMMENT ON TABLE status_index IS
        'Entries given away. No foreign key: it would lock the row of the register for every certificate.';
      ALTER TABLE certificate DROP CONSTRAINT certificate_subject_stage_key;
      CREATE UNIQUE INDEX certificate_standing ON certificate (subject, stage) WHERE status <> 'revoked';
      CREATE INDEX certificate_subject ON certificate (subject);
      CREATE TABLE status_change (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        certificate_id uuid NOT NULL REFERENCES certificate,
        action text NOT NULL,
        reason text NOT NULL,
        person_id uuid NOT NULL REFERENCES person,
        list jsonb NOT NULL,
        list_digest bytea NOT NULL,
        changed_at timestamptz NOT NULL
      );
      CREATE INDEX status_change_certificate ON status_change (certificate_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE status_change, status_index, status_list, status_register;
      DROP INDEX certificate_subject, certificate_standing;
      ALTER TABLE certificate ADD CONSTRAINT certificate_subject_stage_key UNIQUE (subject, stage);
    `);
  }
}
