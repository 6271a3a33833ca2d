import type { Quantity } from '../credentials/certificate-parts.ts';
import { en } from './words.en.ts';
import { zh } from './words.zh.ts';
import type { RenderingWords } from './words.zh.ts';

export type Language = 'zh' | 'en';

export const WORDS: Readonly<Record<Language, RenderingWords>> = { zh, en };

const TAG: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };
/** The same print everywhere: the clock of the place where the goods are from, not of whoever prints. */
const ZONE = 'Asia/Shanghai';
const SQUARE_METRES_OF_A_MU = 2000 / 3;

/** Fills the `{blanks}` of a text. */
export function fill(text: string, blanks: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(blanks[name] ?? whole));
}

/** A day as people write it: 2026年4月5日, 5 April 2026. */
export function day(time: string, language: Language): string {
  return new Intl.DateTimeFormat(TAG[language], { timeZone: ZONE, dateStyle: 'long' }).format(new Date(time));
}

/** In Chinese with the day of the farmers' calendar: 2026年4月5日（农历丙午年二月十八）. */
export function dayInBothCalendars(time: string, language: Language): string {
  return language === 'zh' ? `${day(time, 'zh')}（农历${lunarDay(new Date(time))}）` : day(time, language);
}

/** A moment to the minute, with the name of its clock. */
export function moment(time: string, language: Language): string {
  const options = { timeZone: ZONE, dateStyle: 'long', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(TAG[language], options).format(new Date(time)) + WORDS[language].clock;
}

/** From one day to another, which may be the same. */
export function span(from: string, until: string, language: Language): string {
  const [first, last] = [day(from, language), day(until, language)];
  return first === last ? dayInBothCalendars(from, language) : `${first} – ${last}`;
}

export function decimal(value: number, language: Language, digits = 3): string {
  return new Intl.NumberFormat(TAG[language], { maximumFractionDigits: digits }).format(value);
}

export function amount({ value, unit }: Quantity, language: Language): string {
  const { units } = WORDS[language];
  return `${decimal(value, language)} ${unit in units ? units[unit as keyof typeof units] : unit}`;
}

export function area(squareMetres: number, language: Language): string {
  return fill(WORDS[language].facts.areaWords, {
    mu: decimal(squareMetres / SQUARE_METRES_OF_A_MU, language, 2),
    hectares: decimal(squareMetres / 10_000, language, 2),
  });
}

/** A web address without its host: `/01/…/10/…`, as the label shows it. */
export function shortCode(link: string): string {
  return link.replace(/^https?:\/\/[^/]+(?=\/)/, '');
}

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'] as const;
const TENS = ['初', '十', '廿', '三'] as const;

/** 丙午年二月十八 (GB/T 33661-2017, by the calendar of Unicode CLDR). */
function lunarDay(date: Date): string {
  const options = { timeZone: ZONE, year: 'numeric', month: 'long', day: 'numeric' } as const;
  const parts = new Intl.DateTimeFormat('zh-CN-u-ca-chinese', options).formatToParts(date);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('yearName')}年${part('month')}${lunarDayName(Number(part('day')))}`;
}

/** 初一 … 初十, 十一 … 十九, 二十, 廿一 … 廿九, 三十. */
function lunarDayName(number: number): string {
  if (number === 10) return '初十';
  if (number === 20) return '二十';
  if (number === 30) return '三十';
  return (TENS[Math.floor(number / 10)] ?? '') + (DIGITS[number % 10] ?? '');
}
