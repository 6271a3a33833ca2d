import { Injectable } from '@nestjs/common';
import { Background } from './background.ts';
import { UnitOfWork } from './unit-of-work.ts';

const HOUR_MS = 3_600_000;
/** A phone that was away longer than this may find that its record is taken twice. */
const ANSWER_DAYS = 90;
/** How long a subscriber may look up, and ask again for, what was sent. */
const DELIVERY_DAYS = 30;

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
    this.due = Date.now() + HOUR_MS;
  }
}
