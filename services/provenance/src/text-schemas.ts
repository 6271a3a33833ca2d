import * as z from 'zod/mini';

/** Longest single text accepted anywhere, in characters. */
export const MAX_TEXT = 2_048;

/** RFC 3986 characters: an absolute URI, or a CURIE, which has the same form. */
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;

export function isUri(text: string): boolean {
  return text.length <= MAX_TEXT && URI.test(text);
}

export const uri = z.string().check(z.maxLength(MAX_TEXT), z.regex(URI, 'must be a URI'));

/**
 * XML Schema dateTimeStamp: a date-time with a zone, in years 0001 to 9999 of UTC, which JavaScript and PostgreSQL both
 * hold. A leap second is refused: neither can hold it.
 */
export const dateTime = z.string().check(
  z.maxLength(64),
  z.refine((text: string) => DATE_TIME.test(text), 'must be a date-time with a zone, like 2026-04-02T10:00:00+08:00'),
  z.refine((text: string) => !DATE_TIME.test(text) || isRealTime(text), 'must be a real time in years 0001 to 9999'),
);

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)$/;
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

function isRealTime(text: string): boolean {
  const time = Date.parse(text);
  const lastDay = DAYS[Number(text.slice(5, 7)) - 1] ?? 0;
  const day = Number(text.slice(8, 10));
  if (!(time >= FIRST && time <= LAST) || Number(text.slice(11, 13)) > 23) return false;
  return day <= lastDay || (day === 29 && lastDay === 28 && isLeapYear(Number(text.slice(0, 4))));
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
