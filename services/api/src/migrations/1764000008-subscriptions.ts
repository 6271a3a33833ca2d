import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Standing queries that are delivered to a subscriber's address, and every message made for them. */
export class Subscriptions1764000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE subscription (
        id uuid PRIMARY KEY,
        query_id uuid NOT NULL REFERENCES named_query ON DELETE CASCADE,
        organisation_id uuid NOT NULL REFERENCES organisation,
        person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
        dest text NOT NULL,
        host text NOT NULL,
        secret bytea NOT NULL,
        report_if_empty boolean NOT NULL,
        schedule jsonb,
        initial_record_time timestamptz,
        cursor text NOT NULL,
        batch integer NOT NULL,
        due_at timestamptz NOT NULL,
        reported boolean NOT NULL DEFAULT false,
        last_run_at timestamptz,
        last_notified_at timestamptz,
        state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'paused', 'disabled')),
        state_reason text,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX subscription_of_query ON subscription (query_id, created_at, id);
      CREATE INDEX subscription_of_organisation ON subscription (organisation_id);
      CREATE INDEX subscription_due ON subscription (due_at) WHERE state = 'active';
      CREATE TABLE webhook_delivery (
        id uuid PRIMARY KEY,
        position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        subscription_id uuid NOT NULL REFERENCES subscription ON DELETE CASCADE,
        cursor_before text NOT NULL,
        body text NOT NULL,
        event_count integer NOT NULL,
        state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'split')),
        attempts integer NOT NULL DEFAULT 0,
        first_attempt_at timestamptz,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        leased_until timestamptz,
        last_status integer,
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        delivered_at timestamptz
      );
      CREATE INDEX webhook_delivery_log ON webhook_delivery (subscription_id, position);
      CREATE INDEX webhook_delivery_pending ON webhook_delivery (subscription_id, position) WHERE state = 'pending';
      CREATE INDEX webhook_delivery_old ON webhook_delivery (created_at) WHERE state <> 'pending';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_delivery, subscription');
  }
}
