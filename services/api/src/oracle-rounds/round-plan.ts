import type { RoundRules } from '@fieldseal/contracts';
import {
  type CoverTerms,
  type DayRange,
  fixedPointNumber,
  type Phase,
  phaseWindow,
  playedAt,
  type SeasonClock,
} from '@fieldseal/oracle/pure';

export const SECONDS_PER_DAY = 86_400;
const HOURS_PER_DAY = 24;
const LEAST_DISPUTE_SECONDS = 2;
const LEAST_DEADLINE_SECONDS = 3600;
const DEADLINE_DAYS = 10;

/** When everything about a round happens. */
export interface RoundPlan {
  readonly clock: SeasonClock;
  readonly window: DayRange;
  readonly rules: RoundRules;
}

/**
 * Lays a phase of the terms on the wall clock.
 * @param secondsPerDay wall seconds of one day of weather; the dispute hours of the terms are scaled with it, to 2 s at
 * the least, and the deadline lies ten such days after the window, an hour at the least
 * @param startedAt epoch milliseconds, a whole second, at which the first day of the window begins
 */
export function planRound(terms: CoverTerms, phase: Phase, secondsPerDay: number, startedAt: number): RoundPlan {
  const window = phaseWindow(terms, phase, terms.season.year);
  const clock = { startedAt, seasonStart: window.from, secondsPerDay };
  const { quorum, minSources, tolerance, disputeHours } = terms.oracle;
  const notBefore = Math.ceil(playedAt(clock, window.to) / 1000);
  return {
    clock,
    window,
    rules: {
      quorum,
      minSources,
      toleranceMilli: BigInt(fixedPointNumber(tolerance, 3)),
      disputeSeconds: Math.max(LEAST_DISPUTE_SECONDS, Math.ceil((disputeHours / HOURS_PER_DAY) * secondsPerDay)),
      notBefore,
      deadline: notBefore + Math.max(LEAST_DEADLINE_SECONDS, Math.ceil(DEADLINE_DAYS * secondsPerDay)),
    },
  };
}
