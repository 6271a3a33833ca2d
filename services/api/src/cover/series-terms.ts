import type { SeriesTerms } from '@fieldseal/contracts';
import { type CoverTerms, fixedPointNumber, type Phase, termsHash } from '@fieldseal/oracle/pure';
import { canonicalBytes } from '@fieldseal/provenance';
import { id, keccak256 } from 'ethers';
import type { RoundPlan } from '../oracle-rounds/round-plan.ts';
import type { CoverSeries } from './cover-series.entity.ts';
import type { IndexView } from './series.schemas.ts';

const PPM_PER_BASIS_POINT = 100;

/** Which misfortune an index stands for; a plot is insured against each once per season. */
function perilOf({ index, payout }: Phase): string {
  const dry = index.kind === 'max-consecutive-dry-days' ? payout.side === 'above' : payout.side === 'below';
  return dry ? 'drought' : 'excess-rain';
}

/** The one phase that a series sells. */
export function phaseOf(terms: CoverTerms): Phase {
  const [phase] = terms.phases;
  if (phase === undefined) throw new Error(`the terms ${terms.name} have no phase`);
  return phase;
}

/** The names of a series on the chain, from its id here: a chain that lost blocks gets the same ones again. */
export function keysOf(
  seriesId: string,
  terms: CoverTerms,
): { seriesKey: string; roundKey: string; perilSeason: string } {
  const phase = phaseOf(terms);
  return {
    seriesKey: id(`fieldseal/series/${seriesId}`),
    roundKey: id(`fieldseal/round/${seriesId}/${phase.name}`),
    perilSeason: id(`fieldseal/peril/${perilOf(phase)}/${String(terms.season.year)}`),
  };
}

/** What the chain is told about a series. */
export function seriesTermsOf(
  terms: CoverTerms,
  plan: RoundPlan,
  keys: ReturnType<typeof keysOf>,
  offer: { premiumRate: number; cap: bigint; underwriter: string },
): SeriesTerms {
  const { payout } = phaseOf(terms);
  const riskStart = plan.clock.startedAt / 1000;
  return {
    termsHash: termsHash(terms),
    cell: keccak256(canonicalBytes(terms.cell)),
    perilSeason: keys.perilSeason,
    roundKey: keys.roundKey,
    triggerMilli: BigInt(fixedPointNumber(payout.trigger, 3)),
    exitMilli: BigInt(fixedPointNumber(payout.exit, 3)),
    side: payout.side,
    salesEnd: riskStart,
    riskStart,
    exposureCap: offer.cap,
    premiumRate: BigInt(offer.premiumRate),
    underwriter: offer.underwriter,
  };
}

export const premiumRateOf = (basisPoints: number): number => basisPoints * PPM_PER_BASIS_POINT;
export const basisPointsOf = (ppm: number): number => Math.floor(ppm / PPM_PER_BASIS_POINT);

/** The index of a series as people see it, without the curve. */
export function indexOf({ round }: CoverSeries, window: { from: string; to: string }): Omit<IndexView, 'curve'> {
  const { index, payout } = phaseOf(round.terms);
  return {
    kind: index.kind,
    side: payout.side,
    triggerMilli: fixedPointNumber(payout.trigger, 3),
    exitMilli: fixedPointNumber(payout.exit, 3),
    unit: index.kind === 'max-consecutive-dry-days' ? 'days' : 'mm',
    ...window,
  };
}
