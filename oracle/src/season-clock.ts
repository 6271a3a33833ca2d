import * as z from 'zod';
import { addDays, dayNumber } from './calendar.ts';
import type { IsoDate } from './calendar.ts';

/**
 * How a season passes on the wall clock: its first day `seasonStart` begins at `startedAt` (epoch milliseconds) and every day
 * takes `secondsPerDay`. In production that is 86400 and `startedAt` the first midnight in the dataset's time standard; a replay
 * of past weather uses a fraction of a second.
 */
export const seasonClockSchema = z.strictObject({
  startedAt: z.number().min(0).max(8.64e15),
  seasonStart: z.iso.date(),
  secondsPerDay: z.number().positive().max(86_400),
});

export type SeasonClock = z.infer<typeof seasonClockSchema>;

/** When a day is over, in epoch milliseconds: only then may a reporter know its weather. */
export function playedAt(clock: SeasonClock, date: IsoDate): number {
  const days = dayNumber(date) - dayNumber(clock.seasonStart) + 1;
  return clock.startedAt + days * clock.secondsPerDay * 1000;
}

/** Longer than any season; keeps a fast clock that nobody stopped inside four-digit years. */
const MAX_DAYS = 100_000;

/** The last day that is over at a moment (epoch milliseconds); the day before the season while its first day is not over. */
export function lastPlayedDay(clock: SeasonClock, now: number): IsoDate {
  const days = Math.floor((now - clock.startedAt) / (clock.secondsPerDay * 1000));
  return addDays(clock.seasonStart, Math.min(MAX_DAYS, Math.max(0, days)) - 1);
}
