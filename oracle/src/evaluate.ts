import { dateIn, dayNumber, isoDate } from './calendar.ts';
import type { IsoDate } from './calendar.ts';
import { accumulatorFor, variableOf } from './indices/index.ts';
import { WHOLE_PPM, linearShare } from './payout/linear.ts';
import { totalShare } from './payout/total.ts';
import { rangeOf, valuesIn } from './series.ts';
import type { DailySeries, DayRange } from './series.ts';
import type { IndexTerms, Phase } from './terms/schema.ts';

/** An index over the days of a window up to and including `throughDate`. */
export interface PhaseIndex {
  /** Thousandths of the index's unit (mm for sums, days for dry spells); null when no day has a value. */
  readonly indexMilli: number | null;
  readonly missingDays: number;
  readonly throughDate: IsoDate;
}

export interface PhaseResult extends PhaseIndex {
  readonly name: string;
  readonly payoutPpm: number | null;
  /** Share of the sum insured with ten decimals, as an integer of 1e-10. */
  readonly payoutE10: number | null;
}

/**
 * A season's outcome. "insufficient-data" (a phase misses more days than the terms allow) is no payout of zero: nothing is known,
 * and the terms' fallback decides.
 */
export interface SeasonResult {
  readonly season: number;
  readonly outcome: 'evaluated' | 'insufficient-data';
  readonly phases: readonly PhaseResult[];
  readonly payoutPpm: number | null;
  readonly payoutE10: number | null;
}

const E10 = 10_000_000_000n;

/**
 * The days of a phase in a season. A season is named by the calendar year of its first day; phases are listed in order of time,
 * so a phase that starts earlier in the calendar than the first one lies in the following year, and one whose end comes before
 * its start crosses the new year.
 */
export function phaseWindow(terms: Pick<IndexTerms, 'phases'>, phase: Phase, season: number): DayRange {
  const first = terms.phases[0]?.from ?? phase.from;
  const startYear = phase.from < first ? season + 1 : season;
  const endYear = phase.to < phase.from ? startYear + 1 : startYear;
  return { from: dateIn(startYear, phase.from, 'start'), to: dateIn(endYear, phase.to, 'end') };
}

/** How many days of a phase may be missing before its index is no number any more. */
export function maxMissingDays(terms: Pick<IndexTerms, 'missing'>): number {
  return terms.missing?.maxDays ?? 0;
}

/**
 * The index of a phase after each day of its window that the series reaches: what a board draws against trigger and exit.
 *
 * @throws RangeError when the series does not carry the index's variable
 */
export function runningIndex(series: DailySeries, phase: Phase, window: DayRange): PhaseIndex[] {
  const reach = rangeOf(series)?.to;
  if (reach === undefined || reach < window.from) return [];
  return walk(series, phase, { from: window.from, to: reach < window.to ? reach : window.to });
}

/**
 * The index of a phase over its whole window. A day the series does not have is a missing day.
 *
 * @throws RangeError when the series does not carry the index's variable
 */
export function evaluatePhase(series: DailySeries, phase: Phase, window: DayRange): PhaseIndex {
  const last = walk(series, phase, window).at(-1);
  if (last === undefined) throw new RangeError(`the window ${window.from}..${window.to} has no days`);
  return last;
}

function walk(series: DailySeries, phase: Phase, range: DayRange): PhaseIndex[] {
  const accumulator = accumulatorFor(phase.index);
  const first = dayNumber(range.from);
  let missingDays = 0;
  return valuesIn(series, variableOf(phase.index), range).map((value, day) => {
    accumulator.add(value);
    if (value === null) missingDays += 1;
    return { indexMilli: accumulator.indexMilli(), missingDays, throughDate: isoDate(first + day) };
  });
}

/**
 * Index and payout of every phase of a season and their total.
 *
 * @throws RangeError when the series does not carry a variable the terms need
 */
export function evaluateSeason(terms: IndexTerms, series: DailySeries, season: number): SeasonResult {
  const phases = terms.phases.map((phase) => {
    const index = evaluatePhase(series, phase, phaseWindow(terms, phase, season));
    return { name: phase.name, ...index, ...phasePayout(terms, phase, index) };
  });
  const total = (shares: (number | null)[], scale: bigint) =>
    shares.every((share) => share !== null) ? Number(totalShare(terms, shares.map(BigInt), scale)) : null;
  const payoutPpm = total(
    phases.map((phase) => phase.payoutPpm),
    BigInt(WHOLE_PPM),
  );
  const payoutE10 = total(
    phases.map((phase) => phase.payoutE10),
    E10,
  );
  return { season, outcome: payoutPpm === null ? 'insufficient-data' : 'evaluated', phases, payoutPpm, payoutE10 };
}

function phasePayout(terms: IndexTerms, { payout }: Phase, { indexMilli, missingDays }: PhaseIndex) {
  if (indexMilli === null || missingDays > maxMissingDays(terms)) return { payoutPpm: null, payoutE10: null };
  return {
    payoutPpm: Number(linearShare(payout, indexMilli, BigInt(WHOLE_PPM))),
    payoutE10: Number(linearShare(payout, indexMilli, E10)),
  };
}

/**
 * The seasons whose every phase lies inside the series, oldest first.
 */
export function completeSeasons(terms: Pick<IndexTerms, 'phases'>, series: DailySeries): number[] {
  const range = rangeOf(series);
  if (range === undefined) return [];
  const inside = (window: DayRange) => window.from >= range.from && window.to <= range.to;
  const years: number[] = [];
  for (let year = yearOf(range.from); year <= yearOf(range.to); year += 1) {
    if (terms.phases.every((phase) => inside(phaseWindow(terms, phase, year)))) years.push(year);
  }
  return years;
}

function yearOf(date: IsoDate): number {
  return Number(date.slice(0, 4));
}
