import { completeSeasons, evaluateSeason } from '../evaluate.ts';
import type { SeasonResult } from '../evaluate.ts';
import { rangeOf } from '../series.ts';
import type { DailySeries } from '../series.ts';
import type { IndexTerms } from '../terms/schema.ts';

const E10 = 1e10;

/** What `npm run index --json` prints. Payouts are shares of the sum insured with ten decimals, null when data are missing. */
export function indexReport(terms: IndexTerms, series: DailySeries) {
  const seasons = completeSeasons(terms, series).map((season) => seasonReport(evaluateSeason(terms, series, season)));
  if (seasons.length === 0) {
    const { from, to } = rangeOf(series) ?? { from: 'nothing', to: 'nothing' };
    throw new RangeError(`the weather (${from} to ${to}) covers no season of the terms completely`);
  }
  return { seasons };
}

type Report = ReturnType<typeof indexReport>;

function seasonReport({ season, outcome, phases, payoutE10, payoutPpm }: SeasonResult) {
  return {
    season,
    outcome,
    phases: phases.map((phase) => ({
      name: phase.name,
      indexMilli: phase.indexMilli,
      missingDays: phase.missingDays,
      payout: share(phase.payoutE10),
      payoutPpm: phase.payoutPpm,
    })),
    payout: share(payoutE10),
    payoutPpm,
  };
}

function share(e10: number | null): number | null {
  return e10 === null ? null : e10 / E10;
}

/** The same for people, one line per phase and season. */
export function reportLines({ seasons }: Report): string {
  const lines = seasons.flatMap(({ season, outcome, phases, payout }) => [
    ...phases.map(({ name, indexMilli, missingDays, payout: part }) =>
      [season, name, `index ${thousandths(indexMilli)}`, `missing ${String(missingDays)}`, `pays ${digits(part)}`].join(
        '  ',
      ),
    ),
    `${String(season)}  total  ${payout === null ? outcome : `pays ${digits(payout)}`}`,
  ]);
  return `${lines.join('\n')}\n`;
}

function thousandths(milli: number | null): string {
  return milli === null ? 'unknown' : (milli / 1000).toFixed(3);
}

function digits(payout: number | null): string {
  return payout === null ? 'unknown' : payout.toFixed(10);
}
