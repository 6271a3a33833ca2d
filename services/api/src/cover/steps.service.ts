import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { TransactionStatus } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { type ContractCall, JournalService } from '../chain/journal.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { type Attempt, nextAttempt } from './attempts.ts';
import { CoverSeries } from './cover-series.entity.ts';
import { CoverStep, type StepKind } from './cover-step.entity.ts';

/** What a step sends: one transaction, or one per batch. */
export interface PlannedStep {
  readonly kind: StepKind;
  /** Asked for when the step is taken, after everything that earlier attempts did is known; none when nothing is due. */
  calls(): Promise<readonly ContractCall[]>;
}

interface PastAttempt extends Attempt {
  /** Why the chain refused it; null when it did not. */
  readonly reason: string | null;
}

/** What is to be said of a step before its next attempt. */
interface Trouble {
  readonly isAlarming: boolean;
  readonly text: string;
}

/** Failures in a row that somebody should look at. */
const ALARMING_FAILURES = 5;

const PURPOSES: Record<StepKind, string> = {
  close: 'end sales of',
  propose: 'bring the observations of',
  finalize: 'make the index final of',
  settle: 'settle',
  pay: 'pay holders of',
};

/** Steps taken for series on the chain, each with its entry in the journal or not at all. */
@Injectable()
export class StepsService {
  private readonly logger = new Logger(StepsService.name);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
  ) {}

  /**
   * Takes the steps in order, up to the first that has to wait for its earlier attempt. A step is never given up; from
   * its fifth failure in a row on, each further attempt is logged as an error and the series says what is wrong.
   * @param lookedAt epoch milliseconds of the look at the chain that calls for them: one from before an attempt was
   *   mined knows nothing of what it did, however long ago the attempt was made
   */
  async take(series: CoverSeries, steps: readonly PlannedStep[], lookedAt: number): Promise<void> {
    await this.unit.run(async () => {
      const retried: Trouble[] = [];
      for (const step of steps) {
        const latest = await this.latest(series.id, step.kind);
        const attempt = nextAttempt(latest, lookedAt);
        if (attempt === undefined) break;
        const calls = await step.calls();
        if (calls.length === 0) continue;
        if (latest !== undefined) retried.push(this.report(series, step.kind, latest));
        await this.enqueue(series, step.kind, calls, attempt);
      }
      if (retried.length === 0) return;
      const failure = retried.find(({ isAlarming }) => isAlarming)?.text ?? null;
      await this.unit.repository(CoverSeries).update({ id: series.id }, { failure });
    });
  }

  /** When the journal saw the latest step of a kind mined; undefined if it was somebody else's, or is not mined. */
  async minedAt(seriesId: string, kind: StepKind): Promise<Date | undefined> {
    const [row] = await this.unit.query<{ mined_at: Date }>(
      `SELECT t.mined_at FROM cover_step s JOIN chain_transaction t ON t.id = s.transaction_id
       WHERE s.series_id = $1 AND s.kind = $2 AND t.status = 'mined' ORDER BY s.attempt DESC LIMIT 1`,
      [seriesId, kind],
    );
    return row?.mined_at;
  }

  /** A mined payment is under way until it is in the policies; an attempt that paid anybody made progress. */
  private async latest(seriesId: string, kind: StepKind): Promise<PastAttempt | undefined> {
    const [row] = await this.unit.query<{
      attempt: number;
      progressed: number;
      statuses: TransactionStatus[];
      reason: string | null;
      at: Date;
    }>(
      `SELECT s.attempt, greatest(max(s.created_at), max(t.mined_at)) AS at, max(t.reason) AS reason,
         array_agg(CASE WHEN s.kind = 'pay' AND t.status = 'mined' AND NOT s.recorded THEN 'sent' ELSE t.status END) AS statuses,
         (SELECT coalesce(max(earlier.attempt), 0) FROM cover_step earlier
          JOIN chain_transaction payment ON payment.id = earlier.transaction_id
          JOIN cover_policy p ON p.series_id = earlier.series_id AND p.payment_hash = payment.hash
          WHERE earlier.series_id = $1 AND earlier.kind = $2) AS progressed
       FROM cover_step s JOIN chain_transaction t ON t.id = s.transaction_id
       WHERE s.series_id = $1 AND s.kind = $2 GROUP BY s.attempt ORDER BY s.attempt DESC LIMIT 1`,
      [seriesId, kind],
    );
    if (row === undefined) return undefined;
    const { attempt, progressed, statuses, reason, at } = row;
    return { number: attempt, failures: attempt - progressed, statuses, reason, at: at.getTime() };
  }

  private report(series: CoverSeries, kind: StepKind, { failures, reason }: PastAttempt): Trouble {
    const why = reason ?? 'it was mined, and is still called for';
    const text = `${String(failures)} attempts in a row to ${PURPOSES[kind]} it failed; trying again: ${why}`;
    const isAlarming = failures >= ALARMING_FAILURES;
    const line = `series ${series.id}, ${series.round.terms.name}: ${text}`;
    if (failures > 0) this.logger[isAlarming ? 'error' : 'warn'](line);
    return { isAlarming, text };
  }

  private async enqueue(
    series: CoverSeries,
    kind: StepKind,
    calls: readonly ContractCall[],
    attempt: number,
  ): Promise<void> {
    const purpose = `${PURPOSES[kind]} ${series.round.terms.name}`;
    for (const [part, call] of calls.entries()) {
      const transaction = await this.journal.enqueue(this.chain.operator.address, call, purpose);
      await this.unit
        .repository(CoverStep)
        .insert({ id: randomUUID(), seriesId: series.id, kind, attempt, part, transactionId: transaction.id });
    }
  }
}
