import { isJsonObject } from '../json.ts';

const ABSOLUTE_URL = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;
const DATE_TIME_STAMP =
  /^(-?(?:[1-9]\d{3,8}|0\d{3}))-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(?:([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?|(24):00:00(?:\.0+)?)(?:Z|([+-])(?:(0\d|1[0-3]):([0-5]\d)|(14):00))$/;
const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/;
const LANGUAGE_VALUE_MEMBERS = new Set(['@value', '@language', '@direction']);

/** Whether a value is an absolute URL (VC Data Model 2.0 section 4.4; DIDs and URNs are URLs too). */
export function isUrl(value: unknown): value is string {
  return typeof value === 'string' && ABSOLUTE_URL.test(value) && URL.canParse(value);
}

/** One value or several: the form JSON-LD gives to sets. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** A moment as whole seconds since 1970 and the decimals of the second. */
export interface Moment {
  readonly seconds: number;
  readonly decimals: string;
}

/** The moment of an XML Schema 1.1 `dateTimeStamp` (part 2, section 3.4.28), or undefined when it is none. */
export function readDateTimeStamp(value: unknown): Moment | undefined {
  const match = typeof value === 'string' ? DATE_TIME_STAMP.exec(value) : null;
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, decimals = '', midnight, sign, zoneHour, zoneMinute, zoneMost] =
    match;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  if (date.getUTCDate() !== Number(day)) return undefined;
  const offsetMinutes = Number(zoneHour ?? zoneMost ?? 0) * 60 + Number(zoneMinute ?? 0);
  const minutes = Number(hour ?? midnight) * 60 + Number(minute ?? 0) - (sign === '-' ? -1 : 1) * offsetMinutes;
  return { seconds: date.getTime() / 1000 + minutes * 60 + Number(second ?? 0), decimals };
}

/** Whether a moment comes after another. */
export function isAfter(a: Moment, b: Moment): boolean {
  if (a.seconds !== b.seconds) return a.seconds > b.seconds;
  const length = Math.max(a.decimals.length, b.decimals.length);
  return a.decimals.padEnd(length, '0') > b.decimals.padEnd(length, '0');
}

/** Text, a language value object, or several of them (VC Data Model 2.0 sections 4.6 and 11.1). */
export function isText(value: unknown): boolean {
  const values = asList(value);
  return values.length > 0 && values.every((item) => typeof item === 'string' || isLanguageValue(item));
}

function isLanguageValue(value: unknown): boolean {
  if (!isJsonObject(value) || typeof value['@value'] !== 'string') return false;
  const { '@language': language, '@direction': direction } = value;
  return (
    Object.keys(value).every((member) => LANGUAGE_VALUE_MEMBERS.has(member)) &&
    (language === undefined || (typeof language === 'string' && LANGUAGE.test(language))) &&
    (direction === undefined || direction === null || direction === 'ltr' || direction === 'rtl')
  );
}
