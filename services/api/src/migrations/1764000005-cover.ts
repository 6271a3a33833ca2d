import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Weather reporters and their rounds; series of cover, policies, and the steps taken for them on the chain. */
export class Cover1764000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reporter (
        address text PRIMARY KEY,
        name text NOT NULL,
        source_id text NOT NULL,
        transaction_id uuid NOT NULL REFERENCES chain_transaction,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE oracle_round (
        key text PRIMARY KEY,
        status text NOT NULL DEFAULT 'open',
        phase text NOT NULL,
        terms jsonb NOT NULL,
        terms_hash text NOT NULL,
        season_start text NOT NULL,
        seconds_per_day double precision NOT NULL,
        started_at timestamptz NOT NULL,
        final_at timestamptz NOT NULL,
        dispute_seconds integer NOT NULL,
        deadline timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX oracle_round_open ON oracle_round (created_at) WHERE status = 'open';
      CREATE TABLE round_progress (
        round_key text NOT NULL REFERENCES oracle_round,
        reporter text NOT NULL REFERENCES reporter,
        through_date text NOT NULL,
        value_milli bigint NOT NULL,
        signature text NOT NULL,
        PRIMARY KEY (round_key, reporter, through_date)
      );
      CREATE TABLE round_observation (
        round_key text NOT NULL REFERENCES oracle_round,
        reporter text NOT NULL REFERENCES reporter,
        value_milli bigint NOT NULL,
        missing_days integer NOT NULL,
        raw_data_hash text NOT NULL,
        source_id text NOT NULL,
        observed_at bigint NOT NULL,
        signature text NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (round_key, reporter)
      );
      CREATE TABLE cover_series (
        id uuid PRIMARY KEY,
        position integer GENERATED ALWAYS AS IDENTITY UNIQUE,
        organisation_id uuid NOT NULL REFERENCES organisation,
        series_key text NOT NULL UNIQUE,
        round_key text NOT NULL UNIQUE REFERENCES oracle_round,
        peril_season text NOT NULL,
        premium_rate integer NOT NULL,
        cap numeric(29) NOT NULL,
        sales_end timestamptz NOT NULL,
        transaction_id uuid NOT NULL REFERENCES chain_transaction,
        state text NOT NULL DEFAULT 'draft',
        failure text,
        exposure numeric(29) NOT NULL DEFAULT 0,
        premiums numeric(29) NOT NULL DEFAULT 0,
        median_milli bigint,
        payout_ppm integer,
        created_at timestamptz NOT NULL DEFAULT now(),
        proposed_at timestamptz,
        final_at timestamptz,
        paid_at timestamptz,
        finished_at timestamptz
      );
      CREATE INDEX cover_series_running ON cover_series (position) WHERE finished_at IS NULL;
      CREATE TABLE cover_policy (
        id uuid PRIMARY KEY,
        position bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
        series_id uuid NOT NULL REFERENCES cover_series,
        organisation_id uuid NOT NULL REFERENCES organisation,
        plot_id uuid NOT NULL REFERENCES plot,
        plot_key text NOT NULL,
        peril_season text NOT NULL,
        sum_insured numeric(29) NOT NULL,
        premium numeric(29) NOT NULL,
        status text NOT NULL DEFAULT 'pending',
        attempts integer NOT NULL DEFAULT 0,
        attempted_at timestamptz,
        permit_nonce bigint,
        transaction_id uuid REFERENCES chain_transaction,
        policy_number integer,
        failure text,
        paid numeric(29),
        paid_at timestamptz,
        payment_hash text,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (series_id, policy_number)
      );
      CREATE UNIQUE INDEX cover_policy_plot ON cover_policy (plot_key, peril_season) WHERE status NOT IN ('refused', 'refunded');
      CREATE INDEX cover_policy_holder ON cover_policy (organisation_id, position);
      CREATE INDEX cover_policy_waiting ON cover_policy (position) WHERE status = 'pending';
      CREATE TABLE cover_step (
        id uuid PRIMARY KEY,
        series_id uuid NOT NULL REFERENCES cover_series,
        kind text NOT NULL,
        attempt integer NOT NULL,
        part integer NOT NULL,
        transaction_id uuid NOT NULL REFERENCES chain_transaction,
        recorded boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (series_id, kind, attempt, part)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE cover_step, cover_policy, cover_series, round_observation, round_progress, oracle_round, reporter',
    );
  }
}
