import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import { ObservationsService } from '../oracle-rounds/observations.service.ts';
import { ProgressService } from '../oracle-rounds/progress.service.ts';
import { ReportersService } from '../oracle-rounds/reporters.service.ts';
import { SECONDS_PER_DAY } from '../oracle-rounds/round-plan.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Plot } from '../plots/plot.entity.ts';
import type { Board, BoardPolicy, BoardReporter, BoardSeries } from './board.schemas.ts';
import { CoverPolicy } from './cover-policy.entity.ts';
import { CoverSeries } from './cover-series.entity.ts';
import { TOKEN } from './money.schemas.ts';
import { statusOf } from './policies.schemas.ts';
import { numberOf } from './policies.service.ts';
import { PoolService } from './pool.service.ts';
import { basisPointsOf } from './series-terms.ts';
import { seriesView } from './series.service.ts';

const NEWEST_SERIES = 50;
const NEWEST_POLICIES = 200;

/** Whose series a board shows: those of one insurer, by its organisation's id, or all. */
export type BoardScope = string | undefined;

/** An insurer sees its own series; the regulator and the administrator see all. */
export const scopeOf = ({ role, organisationId }: Actor): BoardScope =>
  role === 'insurer' ? organisationId : undefined;

@Injectable()
export class BoardService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly pool: PoolService,
    private readonly organisations: OrganisationsService,
    private readonly reporters: ReportersService,
    private readonly progress: ProgressService,
    private readonly observations: ObservationsService,
  ) {}

  async read(scope: BoardScope): Promise<Board> {
    const [series, pool] = await Promise.all([this.series(scope), this.pool.totals()]);
    return {
      token: TOKEN,
      pool: { assets: String(pool.assets), locked: String(pool.locked), free: String(pool.free) },
      clock: { secondsPerDay: Math.min(SECONDS_PER_DAY, ...series.map(({ secondsPerDay }) => secondsPerDay)) },
      series,
    };
  }

  private async series(scope: BoardScope): Promise<BoardSeries[]> {
    const where = scope === undefined ? {} : { organisationId: scope };
    const series = await this.unit
      .repository(CoverSeries)
      .find({ where, order: { position: 'DESC' }, take: NEWEST_SERIES });
    return Promise.all(series.map((one) => this.view(one)));
  }

  private async view(series: CoverSeries): Promise<BoardSeries> {
    const { id, name, season, state, failure, index, exposure, cap, salesEndAt } = seriesView(series);
    const [curve, reporters, policies, policyCount] = await Promise.all([
      this.progress.curve(series.roundKey),
      this.reportersOf(series.roundKey),
      this.policiesOf(series),
      this.unit.repository(CoverPolicy).countBy({ seriesId: id }),
    ]);
    return {
      id,
      name,
      season,
      state,
      failure,
      secondsPerDay: series.round.secondsPerDay,
      index: { ...index, curve, reporters, medianMilli: series.medianMilli ?? undefined },
      exposure,
      cap,
      premiums: series.premiums,
      payoutBps: series.payoutPpm === null ? undefined : basisPointsOf(series.payoutPpm),
      policyCount,
      policies,
      openedAt: series.createdAt.toISOString(),
      salesEndAt,
      ...timesOf(series),
    };
  }

  private async reportersOf(roundKey: string): Promise<BoardReporter[]> {
    const standings = new Map(
      (await this.progress.standings(roundKey)).map((standing) => [standing.reporter, standing]),
    );
    const answers = new Map((await this.observations.list(roundKey)).map((answer) => [answer.reporter, answer]));
    return (await this.reporters.list()).map(({ name, address, sourceId }) => {
      const standing = standings.get(address);
      const answer = answers.get(address);
      const valueMilli = answer === undefined ? standing?.valueMilli : Number(answer.valueMilli);
      return {
        name,
        address,
        sourceId,
        throughDate: standing?.throughDate,
        valueMilli,
        observed: answer !== undefined,
      };
    });
  }

  private async policiesOf(series: CoverSeries): Promise<BoardPolicy[]> {
    const policies = await this.unit
      .repository(CoverPolicy)
      .find({ where: { seriesId: series.id }, order: { position: 'DESC' }, take: NEWEST_POLICIES });
    const plotIds = policies.map(({ plotId }) => plotId);
    const plots = new Map(
      (await this.unit.repository(Plot).findBy({ id: In(plotIds) })).map(({ id, name }) => [id, name]),
    );
    const holders = new Map((await this.organisations.list()).map(({ id, nameZh }) => [id, nameZh]));
    return policies.map((policy) => ({
      id: policy.id,
      number: numberOf(series, policy),
      plot: plots.get(policy.plotId) ?? '',
      holder: holders.get(policy.organisationId) ?? '',
      sumInsured: policy.sumInsured,
      premium: policy.premium,
      status: statusOf(policy.status),
      paid: policy.paid ?? undefined,
      paidAt: policy.paidAt?.toISOString(),
      transaction: policy.paymentHash ?? undefined,
    }));
  }
}

function timesOf({ proposedAt, finalAt, paidAt }: CoverSeries) {
  return {
    proposedAt: proposedAt?.toISOString(),
    finalAt: finalAt?.toISOString(),
    paidAt: paidAt?.toISOString(),
    secondsFromFinalToPaid:
      finalAt === null || paidAt === null ? undefined : (paidAt.getTime() - finalAt.getTime()) / 1000,
  };
}
