import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { premiumFor } from '@fieldseal/contracts';
import { In } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import { COVER_QUEUE } from '../oracle-rounds/cover.queue.ts';
import { ProgressService } from '../oracle-rounds/progress.service.ts';
import { Background } from '../platform/background.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { PlotsService } from '../plots/plots.service.ts';
import { CoverPolicy } from './cover-policy.entity.ts';
import { CoverSeries } from './cover-series.entity.ts';
import { type NewPolicy, type PolicyView, statusOf } from './policies.schemas.ts';
import { SeriesService, seriesView } from './series.service.ts';

const NEWEST = 200;
const NUMBER_DIGITS = 5;

/** What is written on the policy: series and number within it; empty until the chain gave the number. */
export function numberOf(series: Pick<CoverSeries, 'position'>, { policyNumber }: CoverPolicy): string {
  if (policyNumber === null) return '';
  return `${String(series.position)}-${String(policyNumber).padStart(NUMBER_DIGITS, '0')}`;
}

@Injectable()
export class PoliciesService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly series: SeriesService,
    private readonly plots: PlotsService,
    private readonly progress: ProgressService,
    private readonly background: Background,
  ) {}

  /**
   * Writes down that a farm buys cover for a plot at the series' rate; the worker then buys it on the chain.
   * @throws Problem conflict when sales are over, the plot is insured already or the series is sold out
   */
  async create(actor: Actor, { seriesId, plotId, sumInsured }: NewPolicy): Promise<PolicyView> {
    const plot = await this.plots.get(actor, plotId);
    await this.unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `cover of plot ${plot.geometryHash}`,
    ]);
    await this.unit.query('SELECT id FROM cover_series WHERE id = $1 FOR UPDATE', [seriesId]);
    const series = await this.series.get(seriesId);
    const plotKey = `0x${plot.geometryHash}`;
    requireOnSale(series);
    await this.requireFree(plotKey, series.perilSeason);
    await this.requireRoom(series, BigInt(sumInsured));
    const id = randomUUID();
    await this.unit.repository(CoverPolicy).insert({
      id,
      seriesId,
      organisationId: actor.organisationId,
      plotId,
      plotKey,
      perilSeason: series.perilSeason,
      sumInsured,
      premium: String(premiumFor(BigInt(sumInsured), BigInt(series.premiumRate))),
    });
    await this.background.wake(COVER_QUEUE);
    const policy = found(await this.unit.repository(CoverPolicy).findOneBy({ id }), `Policy ${id}`);
    return this.view(policy, series);
  }

  /** Own policies, newest first. */
  async list(actor: Actor): Promise<PolicyView[]> {
    const policies = await this.unit
      .repository(CoverPolicy)
      .find({ where: { organisationId: actor.organisationId }, order: { position: 'DESC' }, take: NEWEST });
    const ids = [...new Set(policies.map(({ seriesId }) => seriesId))];
    const series = new Map(
      (await this.unit.repository(CoverSeries).findBy({ id: In(ids) })).map((one) => [one.id, one]),
    );
    return Promise.all(policies.map((policy) => this.view(policy, found(series.get(policy.seriesId), 'The series'))));
  }

  private async view(policy: CoverPolicy, series: CoverSeries): Promise<PolicyView> {
    const { id, seriesId, plotId, sumInsured, premium, status, failure, paid, paidAt } = policy;
    return {
      id,
      number: numberOf(series, policy),
      seriesId,
      seriesName: series.round.terms.name,
      plotId,
      sumInsured,
      premium,
      status: statusOf(status),
      failure: failure ?? undefined,
      paid: paid ?? undefined,
      paidAt: paidAt?.toISOString(),
      index: { ...seriesView(series).index, curve: await this.progress.curve(series.roundKey) },
    };
  }

  private async requireFree(plotKey: string, perilSeason: string): Promise<void> {
    const policies = this.unit.repository(CoverPolicy).createQueryBuilder('p');
    const insured = await policies
      .where("p.plot_key = :plotKey AND p.peril_season = :perilSeason AND p.status NOT IN ('refused', 'refunded')", {
        plotKey,
        perilSeason,
      })
      .getExists();
    if (insured) throw new Problem('conflict', 'This plot is already insured against this peril for this season.');
  }

  private async requireRoom({ id, cap }: CoverSeries, sumInsured: bigint): Promise<void> {
    const [row] = await this.unit.query<{ sold: string }>(
      "SELECT coalesce(sum(sum_insured), 0) AS sold FROM cover_policy WHERE series_id = $1 AND status <> 'refused'",
      [id],
    );
    const room = BigInt(cap) - BigInt(row?.sold ?? 0);
    if (sumInsured > room)
      throw new Problem('conflict', `The series has room for ${String(room)} more, not ${String(sumInsured)}.`);
  }
}

function requireOnSale({ state, salesEnd }: CoverSeries): void {
  if ((state !== 'draft' && state !== 'open') || salesEnd.getTime() <= Date.now())
    throw new Problem('conflict', `Sales of this series ended at ${salesEnd.toISOString()}.`);
}
