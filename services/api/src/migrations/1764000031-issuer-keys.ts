import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Issuer keys that change hands over time: former keys, key services, accreditations by key, and keys of phones. */
export class IssuerKeys1764000031000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE organisation
        ALTER issuer_secret DROP NOT NULL,
        ADD issuer_handle text,
        ADD issuer_since timestamptz NOT NULL DEFAULT now(),
        ADD CHECK (num_nonnulls(issuer_secret, issuer_handle) = 1);
      UPDATE organisation SET issuer_since = created_at;
      CREATE TABLE former_key (
        did text PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        issuer_key bytea NOT NULL UNIQUE,
        issuer_secret bytea,
        issuer_handle text,
        since timestamptz NOT NULL,
        retired_at timestamptz NOT NULL,
        compromised_at timestamptz,
        CHECK (num_nonnulls(issuer_secret, issuer_handle) = 1)
      );
      CREATE INDEX former_key_latest ON former_key (organisation_id, retired_at DESC);
      ALTER TABLE accreditation
        ADD issuer_key bytea,
        ADD suspended_at timestamptz,
        DROP CONSTRAINT accreditation_organisation_id_stage_key;
      UPDATE accreditation SET issuer_key = o.issuer_key FROM organisation o WHERE o.id = organisation_id;
      ALTER TABLE accreditation ALTER issuer_key SET NOT NULL, ADD UNIQUE (issuer_key, stage);
      CREATE TABLE device_key (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        person_id uuid NOT NULL REFERENCES person,
        name text NOT NULL,
        did text NOT NULL UNIQUE,
        issuer_key bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        revoked_at timestamptz,
        revoked_by uuid REFERENCES person
      );
      CREATE INDEX device_key_newest ON device_key (organisation_id, created_at DESC);
      CREATE TABLE signing (
        id uuid PRIMARY KEY,
        organisation_id uuid NOT NULL REFERENCES organisation,
        person_id uuid NOT NULL REFERENCES person,
        device_key_id uuid NOT NULL REFERENCES device_key,
        stage text NOT NULL,
        subjects text[] NOT NULL,
        certificate_ids uuid[] NOT NULL,
        events jsonb NOT NULL,
        drafts jsonb NOT NULL,
        prepared jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        prepared_at timestamptz NOT NULL,
        completed_at timestamptz,
        signed_by text
      );
      CREATE INDEX signing_open ON signing (person_id, created_at) WHERE completed_at IS NULL;
      CREATE INDEX signing_open_subjects ON signing USING gin (subjects) WHERE completed_at IS NULL;
      CREATE INDEX signing_open_certificates ON signing USING gin (certificate_ids) WHERE completed_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE signing, device_key;
      DELETE FROM accreditation a USING organisation o WHERE o.id = a.organisation_id AND o.issuer_key <> a.issuer_key;
      ALTER TABLE accreditation DROP issuer_key, DROP suspended_at, ADD UNIQUE (organisation_id, stage);
      DROP TABLE former_key;
      ALTER TABLE organisation DROP issuer_handle, DROP issuer_since, ALTER issuer_secret SET NOT NULL;
    `);
  }
}
