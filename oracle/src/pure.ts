/** The part of the oracle that runs anywhere, browsers included: terms, calendar, index and payout. */
export { addDays, dayNumber, isoDate } from './calendar.ts';
export type { IsoDate } from './calendar.ts';
export { decimalText, fixedPoint, fixedPointNumber } from './decimal.ts';
export {
  completeSeasons,
  evaluatePhase,
  evaluateSeason,
  maxMissingDays,
  phaseWindow,
  runningIndex,
} from './evaluate.ts';
export type { PhaseIndex, PhaseResult, SeasonResult } from './evaluate.ts';
export { WHOLE_PPM, linearPayoutPpm } from './payout/linear.ts';
export { lastPlayedDay, playedAt, seasonClockSchema } from './season-clock.ts';
export type { SeasonClock } from './season-clock.ts';
export { rangeOf, rawDataHash, sliceSeries } from './series.ts';
export type { DailySeries, DayRange, Variable } from './series.ts';
export { parseWeatherCsv } from './sources/csv.ts';
export type { CsvLayout } from './sources/csv.ts';
export { TermsError, parseCoverTerms, parseIndexTerms, termsHash } from './terms/parse.ts';
export { coverTermsSchema, indexTermsSchema } from './terms/schema.ts';
export type { Cell, CoverTerms, IndexTerms, LinearPayout, Phase } from './terms/schema.ts';
