import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { TransactionStatus } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { type ContractCall, JournalService } from '../chain/journal.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { type Attempt, MOST_ATTEMPTS, nextAttempt } from './attempts.ts';
import type { CoverSeries } from './cover-series.entity.ts';
import { CoverStep, type StepKind } from './cover-step.entity.ts';

/** What a step sends: one transaction, or one per batch. */
export interface PlannedStep {
  readonly kind: StepKind;
  readonly calls: readonly ContractCall[];
}

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

  /** Takes the steps in order, up to the first that has to wait for its earlier attempt. */
  async take(series: CoverSeries, steps: readonly PlannedStep[]): Promise<void> {
    await this.unit.run(async () => {
      for (const step of steps) {
        const attempt = nextAttempt(await this.latest(series.id, step.kind), Date.now());
        if (attempt === undefined) return;
        await this.enqueue(series, step, attempt);
      }
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

  private async latest(seriesId: string, kind: StepKind): Promise<Attempt | undefined> {
    const [row] = await this.unit.query<{ attempt: number; statuses: TransactionStatus[]; at: Date }>(
      `SELECT s.attempt, array_agg(t.status) AS statuses, max(s.created_at) AS at
       FROM cover_step s JOIN chain_transaction t ON t.id = s.transaction_id
       WHERE s.series_id = $1 AND s.kind = $2 GROUP BY s.attempt ORDER BY s.attempt DESC LIMIT 1`,
      [seriesId, kind],
    );
    return row && { number: row.attempt, statuses: row.statuses, at: row.at.getTime() };
  }

  private async enqueue(series: CoverSeries, { kind, calls }: PlannedStep, attempt: number): Promise<void> {
    const { name } = series.round.terms;
    if (attempt > 1)
      this.logger.warn(`${name}: attempt ${String(attempt)} of ${String(MOST_ATTEMPTS)} to ${PURPOSES[kind]} it`);
    for (const [part, call] of calls.entries()) {
      const transaction = await this.journal.enqueue(this.chain.operator.address, call, `${PURPOSES[kind]} ${name}`);
      await this.unit
        .repository(CoverStep)
        .insert({ id: randomUUID(), seriesId: series.id, kind, attempt, part, transactionId: transaction.id });
    }
  }
}
