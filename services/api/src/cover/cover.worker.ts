import { Injectable, Logger } from '@nestjs/common';
import { callsFor, readersFor } from '@fieldseal/contracts';
import { IsNull } from 'typeorm';
import { ChainService } from '../chain/chain.service.ts';
import { type ContractCall, JournalService } from '../chain/journal.service.ts';
import { AnswersService } from '../oracle-rounds/answers.service.ts';
import { COVER_QUEUE } from '../oracle-rounds/cover.queue.ts';
import { RoundsService } from '../oracle-rounds/rounds.service.ts';
import { Background } from '../platform/background.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { CoverPolicy } from './cover-policy.entity.ts';
import { CoverSeries } from './cover-series.entity.ts';
import type { StepKind } from './cover-step.entity.ts';
import { PaymentsService } from './payments.service.ts';
import { PurchasesService } from './purchases.service.ts';
import { nextSteps, type SeriesOnChain, stateOf, type Waiting } from './series-steps.ts';
import { type PlannedStep, StepsService } from './steps.service.ts';

/**
 * Brings every series forward by what the chain says of it. Whatever it decides it would decide again after a crash:
 * a step and its entry in the journal are written together, and a step under way is not taken again.
 */
@Injectable()
export class CoverWorker {
  private readonly logger = new Logger(CoverWorker.name);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
    private readonly rounds: RoundsService,
    private readonly answers: AnswersService,
    private readonly purchases: PurchasesService,
    private readonly payments: PaymentsService,
    private readonly steps: StepsService,
    background: Background,
  ) {
    background.register(COVER_QUEUE, () => this.work());
  }

  /** One look at every series that is not finished. Trouble with one does not keep the others waiting. */
  async work(): Promise<void> {
    const running = await this.unit
      .repository(CoverSeries)
      .find({ where: { finishedAt: IsNull() }, order: { position: 'ASC' } });
    for (const series of running) {
      try {
        await this.advance(series);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.warn(`series ${series.id}: ${reason}; trying again`);
      }
    }
  }

  private async advance(series: CoverSeries): Promise<void> {
    const lookedAt = Date.now();
    const seen = await this.look(series);
    if (seen.state === 'none' || seen.state === 'draft') return this.checkOpening(series);
    await this.purchases.advance(series, seen);
    await this.payments.record(series, seen);
    const waiting = await this.waitingFor(series, seen);
    await this.record(series, seen, waiting);
    const kinds = nextSteps(seen, waiting);
    await this.steps.take(series, this.plan(series, seen, kinds), lookedAt);
  }

  private async look({ seriesKey, roundKey, salesEnd }: CoverSeries): Promise<SeriesOnChain> {
    const { provider, deployment } = await this.chain.connect();
    const read = readersFor(provider, deployment);
    const [state, round, account, block] = await Promise.all([
      read.seriesState(seriesKey),
      read.round(roundKey),
      read.seriesAccount(seriesKey),
      provider.getBlock('latest'),
    ]);
    const now = Math.max(Math.floor(Date.now() / 1000), block?.timestamp ?? 0);
    return { state, round, account, salesEnd: salesEnd.getTime() / 1000, now };
  }

  private async waitingFor(series: CoverSeries, { round }: SeriesOnChain): Promise<Waiting> {
    return {
      answersReady: round.status === 'open' && (await this.answers.areReady(series.round, Date.now())),
      unsettledPolicies: await this.payments.unsettled(series),
    };
  }

  private plan(series: CoverSeries, seen: SeriesOnChain, kinds: readonly StepKind[]): PlannedStep[] {
    return kinds.map((kind) => ({ kind, calls: () => this.callsOf(series, seen, kind) }));
  }

  private async callsOf(series: CoverSeries, seen: SeriesOnChain, kind: StepKind): Promise<ContractCall[]> {
    const { oracle, coverSeries, cropCover } = callsFor(await this.chain.deployment);
    const { seriesKey, roundKey } = series;
    if (kind === 'close') return [coverSeries.close(seriesKey)];
    if (kind === 'propose') return [oracle.propose(roundKey, await this.answers.signed(roundKey))];
    if (kind === 'finalize') return [oracle.finalize(roundKey)];
    if (kind === 'settle') return [cropCover.settle(seriesKey)];
    return (await this.isPaying(series, seen)) ? this.payments.calls(series) : [];
  }

  /** A series whose index pays nothing is over with its settlement. */
  private async isPaying({ seriesKey }: CoverSeries, { account, round }: SeriesOnChain): Promise<boolean> {
    const hasValue = round.status === 'proposed' || round.status === 'final';
    if (account.outcome !== 'none' || !hasValue) return true;
    const { provider, deployment } = await this.chain.connect();
    return (await readersFor(provider, deployment).payoutFactor(seriesKey, round.valueMilli)) > 0;
  }

  /** Writes down what was seen, for the board. */
  private async record(series: CoverSeries, seen: SeriesOnChain, waiting: Waiting): Promise<void> {
    const { round, account } = seen;
    const hasValue = round.status === 'proposed' || round.status === 'final';
    const isOver = account.outcome !== 'none' && !waiting.unsettledPolicies;
    const state = stateOf(seen, waiting);
    const change: Partial<CoverSeries> = {
      state,
      exposure: String(account.exposure),
      premiums: String(account.premiums),
      medianMilli: hasValue ? String(round.valueMilli) : null,
      payoutPpm: account.outcome === 'final' ? account.payoutFactor : null,
    };
    if (hasValue)
      change.proposedAt = series.proposedAt ?? (await this.steps.minedAt(series.id, 'propose')) ?? new Date();
    if (round.status === 'final')
      change.finalAt = series.finalAt ?? (await this.steps.minedAt(series.id, 'finalize')) ?? new Date();
    if (state !== series.state) change.failure = null;
    if (isOver) {
      change.paidAt = await this.payments.lastPaidAt(series);
      change.finishedAt = new Date();
    }
    await this.unit.run(async () => {
      await this.unit.repository(CoverSeries).update({ id: series.id }, change);
      if (hasValue || account.outcome !== 'none') await this.rounds.markAnswered(series.roundKey);
    });
  }

  /** A series that the chain refused to open is over before it began. */
  private async checkOpening(series: CoverSeries): Promise<void> {
    const opening = await this.journal.get(series.transactionId);
    if (opening.status !== 'reverted') return;
    const failure = `The chain refused to open it: ${opening.reason ?? 'no reason given'}`;
    this.logger.error(`series ${series.id}: ${failure}`);
    await this.unit.run(async () => {
      await this.unit.repository(CoverSeries).update({ id: series.id }, { failure, finishedAt: new Date() });
      await this.unit
        .repository(CoverPolicy)
        .update({ seriesId: series.id, status: 'pending' }, { status: 'refused', failure });
      await this.rounds.markAnswered(series.roundKey);
    });
  }
}
