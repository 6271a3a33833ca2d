import type { LintFault, Linter } from './fault.ts';

const HOUR = { last: 23, name: 'hour' };
const MINUTE = { last: 59, name: 'minute' };
const SECOND = { last: 59, name: 'second' };

/**
 * A date YYMMDD. The century does not matter: within the sliding window of the standard every fourth year is a leap
 * year.
 */
export const yymmdd: Linter = (value) => date(value, 2, false);

/** As `yymmdd`; day 00 leaves the day open. */
export const yymmd0: Linter = (value) => date(value, 2, true);

/** A date YYYYMMDD. */
export const yyyymmdd: Linter = (value) => date(value, 4, false);

export const hh: Linter = (value) => within(value, 0, HOUR);
export const mi: Linter = (value) => within(value, 0, MINUTE);
export const ss: Linter = (value) => within(value, 0, SECOND);
export const hhmi: Linter = (value) => within(value, 0, HOUR) ?? within(value, 2, MINUTE);

function date(value: string, yearDigits: 2 | 4, openDay: boolean): LintFault | undefined {
  if (!/^\d+$/.test(value) || value.length !== yearDigits + 4) return { at: 0, reason: 'a date has another length' };
  const year = Number(value.slice(0, yearDigits)) + (yearDigits === 2 ? 2000 : 0);
  const month = Number(value.slice(yearDigits, yearDigits + 2));
  const day = Number(value.slice(yearDigits + 2));
  if (month < 1 || month > 12) return { at: yearDigits, reason: 'there is no such month' };
  if (day === 0 && openDay) return undefined;
  if (day < 1 || day > daysOf(year, month)) return { at: yearDigits + 2, reason: 'the month has no such day' };
  return undefined;
}

function daysOf(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  if (month === 2) return leap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function within(value: string, at: number, unit: { last: number; name: string }): LintFault | undefined {
  const text = value.slice(at, at + 2);
  if (/^\d\d$/.test(text) && Number(text) <= unit.last) return undefined;
  return { at, reason: `there is no such ${unit.name}` };
}
