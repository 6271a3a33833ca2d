import type { Language } from './language.ts';

const TAG: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' };

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** Making a formatter takes longer than drawing a whole list with it: each is made once. */
function dateFormat(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = language + JSON.stringify(options);
  const format = dateFormats.get(name) ?? new Intl.DateTimeFormat(TAG[language], options);
  dateFormats.set(name, format);
  return format;
}

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = language + JSON.stringify(options);
  const format = numberFormats.get(name) ?? new Intl.NumberFormat(TAG[language], options);
  numberFormats.set(name, format);
  return format;
}

export function languageOf(tag: string | undefined): Language {
  return tag?.startsWith('en') ? 'en' : 'zh';
}

/** `2026-11-22` or an instant, as day and month in the reader's words. */
export function day(value: string, language: Language): string {
  const date = new Date(value.length === 10 ? `${value}T12:00:00` : value);
  return Number.isNaN(date.getTime()) ? value : dateFormat(language, { day: 'numeric', month: 'long' }).format(date);
}

/** The place where the goods are from: on their papers a day is the day there, wherever they are read. */
const ORIGIN_ZONE = 'Asia/Shanghai';

/** An instant as a day with its year, as the printed certificates have it. */
export function fullDay(value: string, language: Language): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime())
    ? value
    : dateFormat(language, { dateStyle: 'long', timeZone: ORIGIN_ZONE }).format(date);
}

/** An instant with date and time. */
export function instant(value: string | number, language: Language): string {
  const date = new Date(value);
  return Number.isNaN(date.getTime())
    ? String(value)
    : dateFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}

export function clockTime(value: number, language: Language): string {
  return dateFormat(language, { timeStyle: 'medium' }).format(new Date(value));
}

/** Thousandths as a plain number with at most `digits` decimals. */
export function milli(value: number, language: Language, digits = 1): string {
  return numberFormat(language, { maximumFractionDigits: digits }).format(value / 1000);
}

export function decimal(value: number, language: Language, digits = 3): string {
  return numberFormat(language, { maximumFractionDigits: digits }).format(value);
}

/** Basis points (0..10000) as a percentage. */
export function percent(basisPoints: number, language: Language): string {
  return numberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(basisPoints / 10_000);
}

/** Smallest units of a token as an amount with its symbol; exact: whole units never pass through a float. */
export function amount(smallestUnits: string, token: { symbol: string; decimals: number }, language: Language): string {
  if (!/^\d{1,78}$/.test(smallestUnits)) return smallestUnits;
  const scale = 10n ** BigInt(token.decimals);
  const units = BigInt(smallestUnits);
  const whole = numberFormat(language, {}).format(units / scale);
  const cents = (units % scale).toString().padStart(token.decimals, '0').slice(0, 2);
  return `${whole}${Number(cents) > 0 ? `.${cents}` : ''} ${token.symbol}`;
}
