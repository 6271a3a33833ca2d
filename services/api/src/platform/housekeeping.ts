import { Injectable } from '@nestjs/common';
import { Background } from './background.ts';
import { UnitOfWork } from './unit-of-work.ts';

const HOUR_MS = 3_600_000;
/** A phone that was away longer than this may find that its record is taken twice. */
const ANSWER_DAYS = 90;
/** How long a subscriber may look up, and ask again for, what was sent. */
const DELIVERY_DAYS = 30;
/** How long the way of a finished batch may be told again; what became of it is kept. */
const PROGRESS_DAYS = 7;
/** How long a batch that issued nothing may be looked at. */
const FRUITLESS_DAYS = 90;

/** Throws away, once an hour, what has served: expired sessions and tokens, and answers and messages too old. */
@Injectable()
export class Housekeeping {
  private due = 0;

  constructor(
    private readonly unit: UnitOfWork,
    background: Background,
  ) {
    background.register('housekeeping', () => this.work());
  }

  private async work(): Promise<void> {
    if (Date.now() < this.due) return;
    await this.unit.query('DELETE FROM session WHERE expires_at < now()');
    await this.unit.query('DELETE FROM api_token WHERE expires_at < now()');
    await this.unit.query('DELETE FROM idempotency WHERE created_at < now() - make_interval(days => $1)', [
      ANSWER_DAYS,
    ]);
    await this.unit.query(
      `DELETE FROM webhook_delivery WHERE state <> 'pending' AND created_at < now() - make_interval(days => $1)`,
      [DELIVERY_DAYS],
    );
    await this.tidyBatches();
    this.due = Date.now() + HOUR_MS;
  }

  /** Issued rows stay with their certificates: they keep the same row from being issued again. */
  private async tidyBatches(): Promise<void> {
    await this.unit.query(
      `DELETE FROM batch_event e USING batch b WHERE b.id = e.batch_id AND e.sequence < b.sequence
         AND b.finished_at < now() - make_interval(days => $1)`,
      [PROGRESS_DAYS],
    );
    await this.unit.query(
      `DELETE FROM batch WHERE id IN (
         SELECT id FROM batch b
         WHERE (finished_at < now() - make_interval(days => $1)
             OR state = 'ready' AND created_at < now() - make_interval(days => $1))
           AND NOT EXISTS (SELECT FROM batch_row r WHERE r.batch_id = b.id AND r.state = 'issued')
         FOR UPDATE SKIP LOCKED)`,
      [FRUITLESS_DAYS],
    );
  }
}
