import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { callsFor } from '@fieldseal/contracts';
import { type CoverTerms, phaseWindow, termsHash } from '@fieldseal/oracle/pure';
import type { Actor } from '../access/actor.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService } from '../chain/journal.service.ts';
import { ChainRoles } from '../oracle-rounds/chain-roles.ts';
import { planRound, SECONDS_PER_DAY } from '../oracle-rounds/round-plan.ts';
import { RoundsService } from '../oracle-rounds/rounds.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { CoverSeries } from './cover-series.entity.ts';
import type { NewSeries, SeriesView } from './series.schemas.ts';
import { basisPointsOf, indexOf, keysOf, phaseOf, premiumRateOf, seriesTermsOf } from './series-terms.ts';

const REPLAY_SALES_SECONDS = 20;
const NEWEST = 200;

export function seriesView(series: CoverSeries): SeriesView {
  const { terms } = series.round;
  return {
    id: series.id,
    name: terms.name,
    season: String(terms.season.year),
    crop: terms.crop,
    state: series.state,
    failure: series.failure ?? undefined,
    termsHash: series.round.termsHash,
    index: indexOf(series, phaseWindow(terms, phaseOf(terms), terms.season.year)),
    premiumRateBps: basisPointsOf(series.premiumRate),
    cap: series.cap,
    exposure: series.exposure,
    salesEndAt: series.salesEnd.toISOString(),
  };
}

@Injectable()
export class SeriesService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
    private readonly roles: ChainRoles,
    private readonly rounds: RoundsService,
    private readonly organisations: OrganisationsService,
  ) {}

  /**
   * Opens a series: its round in the oracle (by the operator, the insurer has no power over the index), then the series
   * itself in the insurer's name. Sales end when the clock reaches the first day of its weather.
   * @throws Problem invalid-input when its weather has already begun
   */
  async create(actor: Actor, input: NewSeries): Promise<CoverSeries> {
    const { terms, cap } = input;
    const insurer = await this.organisations.get(actor.organisationId);
    const id = randomUUID();
    const keys = keysOf(id, terms);
    const plan = planRound(terms, phaseOf(terms), input.secondsPerDay, startOf(input, Date.now()));
    const premiumRate = premiumRateOf(input.premiumRateBps);
    const chainTerms = seriesTermsOf(terms, plan, keys, {
      premiumRate,
      cap: BigInt(cap),
      underwriter: insurer.account,
    });
    const { oracle, coverSeries } = callsFor(await this.chain.deployment);
    const { address: operator } = this.chain.operator;
    await this.roles.ensure('oracleManager', operator, 'the operator');
    await this.roles.ensure('insurer', insurer.account, insurer.nameEn);
    await this.journal.enqueue(
      operator,
      oracle.openRound(keys.roundKey, plan.rules),
      `ask for the index of ${terms.name}`,
    );
    await this.journal.enqueue(
      insurer.account,
      coverSeries.create(keys.seriesKey, chainTerms),
      `create the series ${terms.name}`,
    );
    const opening = await this.journal.enqueue(
      insurer.account,
      coverSeries.open(keys.seriesKey),
      `open the series ${terms.name}`,
    );
    await this.rounds.save({
      key: keys.roundKey,
      phase: phaseOf(terms).name,
      terms,
      termsHash: termsHash(terms),
      ...timesOf(plan),
    });
    await this.unit.repository(CoverSeries).insert({
      id,
      organisationId: insurer.id,
      ...keys,
      premiumRate,
      cap,
      salesEnd: new Date(plan.clock.startedAt),
      transactionId: opening.id,
    });
    return this.get(id);
  }

  /** Newest first. */
  list(): Promise<CoverSeries[]> {
    return this.unit.repository(CoverSeries).find({ order: { position: 'DESC' }, take: NEWEST });
  }

  async get(id: string): Promise<CoverSeries> {
    return found(await this.unit.repository(CoverSeries).findOneBy({ id }), `Series ${id}`);
  }
}

function timesOf({ clock, rules }: ReturnType<typeof planRound>) {
  return {
    seasonStart: clock.seasonStart,
    secondsPerDay: clock.secondsPerDay,
    startedAt: new Date(clock.startedAt),
    finalAt: new Date(rules.notBefore * 1000),
    disputeSeconds: rules.disputeSeconds,
    deadline: new Date(rules.deadline * 1000),
  };
}

/** Epoch milliseconds, a whole second, at which the weather begins: its own first midnight (UTC), or a replay's start. */
function startOf({ terms, secondsPerDay, salesSeconds }: NewSeries, now: number): number {
  if (secondsPerDay < SECONDS_PER_DAY) return (Math.ceil(now / 1000) + (salesSeconds ?? REPLAY_SALES_SECONDS)) * 1000;
  const start = firstMidnight(terms);
  if (start <= now)
    throw new Problem(
      'invalid-input',
      'The weather of these terms has begun: cover is only sold before. To replay it, give secondsPerDay.',
    );
  return start;
}

function firstMidnight(terms: CoverTerms): number {
  return Date.parse(`${phaseWindow(terms, phaseOf(terms), terms.season.year).from}T00:00:00Z`);
}
