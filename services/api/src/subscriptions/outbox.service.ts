import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { retryDelay } from './backoff.ts';

/** Longer than any exchange: after it, whoever held the delivery was killed. */
const LEASE_SECONDS = 60;

/** A message that is ours to send now. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly subscriptionId: string;
  readonly organisationId: string;
  readonly dest: string;
  readonly host: string;
  readonly secret: Buffer;
  readonly body: string;
  readonly eventCount: number;
  readonly cursorBefore: string;
  readonly attempts: number;
  readonly firstAttemptAt: Date;
  /** It was accepted before, and is sent once more because the subscriber asked. */
  readonly isReplay: boolean;
}

/** What came of an attempt that did not succeed. */
export interface Failure {
  readonly status: number | null;
  readonly reason: string;
}

/**
 * The messages that wait to be sent. Each is leased to one sender at a time, of however many processes.
 * Whoever writes both writes the subscription before its messages, as its deletion does: otherwise they would deadlock.
 */
@Injectable()
export class OutboxService {
  constructor(private readonly unit: UnitOfWork) {}

  /** Leases the longest due message that is the first of its subscription; none of busy hosts or organisations. */
  async claim(
    busyHosts: readonly string[],
    busyOrganisations: readonly string[],
  ): Promise<ClaimedDelivery | undefined> {
    const [claimed] = await this.unit.run(() =>
      this.unit.query<ClaimedDelivery>(
        `WITH due AS MATERIALIZED (
           SELECT d.id FROM webhook_delivery d JOIN subscription s ON s.id = d.subscription_id
           WHERE d.state = 'pending' AND s.state = 'active' AND d.next_attempt_at <= now()
             AND (d.leased_until IS NULL OR d.leased_until <= now())
             AND s.host <> ALL($1) AND s.organisation_id <> ALL($2::uuid[])
             AND NOT EXISTS (SELECT FROM webhook_delivery e WHERE e.subscription_id = d.subscription_id
               AND e.state = 'pending' AND e.position < d.position)
           ORDER BY d.next_attempt_at LIMIT 1 FOR UPDATE OF d SKIP LOCKED),
         leased AS (
           UPDATE webhook_delivery d SET leased_until = now() + make_interval(secs => ${LEASE_SECONDS}),
             attempts = attempts + 1, first_attempt_at = coalesce(first_attempt_at, now())
           FROM due WHERE d.id = due.id RETURNING d.*)
         SELECT d.id, d.subscription_id AS "subscriptionId", s.organisation_id AS "organisationId", s.dest, s.host,
           s.secret, d.body, d.event_count AS "eventCount", d.cursor_before AS "cursorBefore", d.attempts,
           d.first_attempt_at AS "firstAttemptAt", d.delivered_at IS NOT NULL AS "isReplay"
         FROM leased d JOIN subscription s ON s.id = d.subscription_id`,
        [busyHosts, busyOrganisations],
      ),
    );
    return claimed;
  }

  async accepted({ id, subscriptionId }: ClaimedDelivery, status: number): Promise<void> {
    await this.unit.run(async () => {
      await this.unit.query('UPDATE subscription SET last_notified_at = now() WHERE id = $1', [subscriptionId]);
      await this.unit.query(
        `UPDATE webhook_delivery SET state = 'delivered', delivered_at = now(), leased_until = NULL, last_status = $2,
           last_error = NULL WHERE id = $1`,
        [id, status],
      );
    });
  }

  /** Tried again later, and only then the messages behind it. */
  async postpone(claimed: ClaimedDelivery, failure: Failure, random: number, leastSeconds: number): Promise<void> {
    const delay = Math.max(retryDelay(claimed.attempts, random) / 1000, leastSeconds);
    await this.unit.query(
      `UPDATE webhook_delivery SET leased_until = NULL, next_attempt_at = now() + make_interval(secs => $4),
         last_status = $2, last_error = $3 WHERE id = $1 AND state = 'pending'`,
      [claimed.id, failure.status, failure.reason, delay],
    );
  }

  /** A replay is tried once; it stays accepted, as it was. */
  async endReplay({ id }: ClaimedDelivery, failure: Failure): Promise<void> {
    await this.unit.query(
      `UPDATE webhook_delivery SET state = 'delivered', leased_until = NULL, last_status = $2, last_error = $3
       WHERE id = $1 AND state = 'pending'`,
      [id, failure.status, failure.reason],
    );
  }

  /** Stops the subscription; the message stays and is the first to be sent when it goes on. */
  async stop(claimed: ClaimedDelivery, state: 'paused' | 'disabled', failure: Failure, reason: string): Promise<void> {
    await this.unit.run(async () => {
      await this.unit.query('UPDATE subscription SET state = $2, state_reason = $3 WHERE id = $1', [
        claimed.subscriptionId,
        state,
        reason,
      ]);
      await this.unit.query(
        `UPDATE webhook_delivery SET leased_until = NULL, next_attempt_at = now(), last_status = $2, last_error = $3
         WHERE id = $1`,
        [claimed.id, failure.status, failure.reason],
      );
    });
  }

  /** Goes back to before the message, and makes smaller ones of its events. */
  async split({ id, subscriptionId, cursorBefore, eventCount }: ClaimedDelivery, failure: Failure): Promise<void> {
    await this.unit.run(async () => {
      await this.unit.query('UPDATE subscription SET cursor = $2, batch = $3, due_at = now() WHERE id = $1', [
        subscriptionId,
        cursorBefore,
        Math.max(1, Math.floor(eventCount / 2)),
      ]);
      await this.unit.query(
        `UPDATE webhook_delivery SET state = 'split', leased_until = NULL, last_status = $2, last_error = $3
         WHERE id = $1`,
        [id, failure.status, failure.reason],
      );
    });
  }

  /** Gives a message back untried, because this process stops. */
  async release({ id }: ClaimedDelivery): Promise<void> {
    await this.unit.query(
      `UPDATE webhook_delivery SET leased_until = NULL, next_attempt_at = now() WHERE id = $1 AND state = 'pending'`,
      [id],
    );
  }
}
