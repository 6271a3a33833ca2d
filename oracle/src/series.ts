import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { dayNumber, isoDate } from './calendar.ts';
import type { IsoDate } from './calendar.ts';
import { decimalText } from './decimal.ts';

/** What a day can carry, with the unit and the range a value must lie in (outside it is an error, never a zero). */
export const VARIABLES = {
  precipitation: { unit: 'mm', min: 0, max: 2000 },
  tmin: { unit: '°C', min: -100, max: 70 },
  tmax: { unit: '°C', min: -100, max: 70 },
  et0: { unit: 'mm', min: 0, max: 100 },
  wind: { unit: 'm/s', min: 0, max: 150 },
} as const;

export type Variable = keyof typeof VARIABLES;
export const VARIABLE_NAMES = Object.keys(VARIABLES) as Variable[];

/** Daily values are held as integers of a millionth of the unit. */
export const DAY_SCALE = 6;

/**
 * Consecutive days from `from` on, one entry per day and variable: an integer of a millionth of the unit, or null where the
 * source has no value. A variable that the source does not carry is absent.
 */
export interface DailySeries {
  readonly from: IsoDate;
  readonly length: number;
  readonly values: Readonly<Partial<Record<Variable, readonly (number | null)[]>>>;
}

/** First and last day, both included. */
export interface DayRange {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

/** The range a series speaks about; undefined when it has no days. */
export function rangeOf(series: DailySeries): DayRange | undefined {
  if (series.length === 0) return undefined;
  return { from: series.from, to: isoDate(dayNumber(series.from) + series.length - 1) };
}

/**
 * The values of one variable for each day of a range; a day outside the series is null, as any other missing day.
 *
 * @throws RangeError when the series does not carry the variable
 */
export function valuesIn(series: DailySeries, variable: Variable, range: DayRange): (number | null)[] {
  const values = series.values[variable];
  if (values === undefined) throw new RangeError(`the weather series has no ${variable}`);
  const offset = dayNumber(range.from) - dayNumber(series.from);
  const length = Math.max(0, dayNumber(range.to) - dayNumber(range.from) + 1);
  return Array.from({ length }, (_, day) => values[offset + day] ?? null);
}

/** The part of a series that lies in a range; the range is cut to what the series has. */
export function sliceSeries(series: DailySeries, range: DayRange): DailySeries {
  const start = dayNumber(series.from);
  const first = Math.max(start, dayNumber(range.from));
  const end = Math.max(first, Math.min(start + series.length, dayNumber(range.to) + 1));
  const values: Partial<Record<Variable, readonly (number | null)[]>> = {};
  for (const variable of VARIABLE_NAMES) {
    const all = series.values[variable];
    if (all !== undefined) values[variable] = all.slice(first - start, end - start);
  }
  return { from: isoDate(first), length: end - first, values };
}

/**
 * Fingerprint of the days an index was computed from: SHA-256, `0x` hex, of the RFC 8785 bytes of
 * `{"from": date, "to": date, "<variable>": ["10.9", null, ..]}`. It covers the daily values alone, so anyone holding the same
 * data gets the same hash whatever file or answer carried them.
 */
export function rawDataHash(series: DailySeries, variable: Variable, range: DayRange): string {
  const days = valuesIn(series, variable, range).map((value) =>
    value === null ? null : decimalText(value, DAY_SCALE),
  );
  const bytes = canonicalize({ from: range.from, to: range.to, [variable]: days }) ?? '';
  return `0x${bytesToHex(sha256(utf8ToBytes(bytes)))}`;
}
