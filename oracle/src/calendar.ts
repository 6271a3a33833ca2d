/** A calendar day of the proleptic Gregorian calendar, `YYYY-MM-DD` (ISO 8601), without a time zone. */
export type IsoDate = string;

const DAY_MS = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Days since 1970-01-01.
 *
 * @throws RangeError for text that is no date, or a day its month does not have
 */
export function dayNumber(date: IsoDate): number {
  const match = ISO_DATE.exec(date);
  const ms = match === null ? NaN : Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (Number.isNaN(ms) || isoDate(ms / DAY_MS) !== date) throw new RangeError(`"${date}" is not a date (YYYY-MM-DD)`);
  return ms / DAY_MS;
}

/** The inverse of {@link dayNumber}. */
export function isoDate(day: number): IsoDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The date a number of days later (earlier when negative). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return isoDate(dayNumber(date) + days);
}

function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/**
 * The day `MM-DD` of a year. In a year without 29 February a window that starts on it starts on 1 March, and one that ends on it
 * ends on 28 February, so the window never grows.
 */
export function dateIn(year: number, monthDay: string, edge: 'start' | 'end'): IsoDate {
  const day = monthDay === '02-29' && !isLeap(year) ? (edge === 'start' ? '03-01' : '02-28') : monthDay;
  return `${String(year).padStart(4, '0')}-${day}`;
}
