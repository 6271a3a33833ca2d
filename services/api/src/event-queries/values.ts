import { Problem } from '../platform/problems.ts';
import { isPlainText } from '../platform/schemas.ts';
import { LIMITS } from './limits.ts';

/** The values of one parameter as text, whether they came in a query string or a JSON document. */
export interface Values {
  readonly name: string;
  readonly texts: readonly string[];
}

/** A refusal of one parameter (EPCIS 2.0 section 8.2.6: QueryParameterException). */
export function refuse(name: string, detail: string): never {
  const shown = name.length > 100 ? `${name.slice(0, 100)}…` : name;
  throw new Problem('query-parameter', `${shown}: ${detail}`, [
    { pointer: `/${shown.replaceAll('~', '~0').replaceAll('/', '~1')}`, code: 'query-parameter', detail },
  ]);
}

/** @throws Problem when a text is too long or cannot be stored, and so cannot be found either */
export function checkTexts({ name, texts }: Values): void {
  if (texts.length > LIMITS.values) refuse(name, `at most ${LIMITS.values} values are allowed.`);
  for (const text of texts) {
    if (text.length > LIMITS.characters) refuse(name, `a value may have at most ${LIMITS.characters} characters.`);
    if (!isPlainText(text)) refuse(name, 'control characters and broken characters are not allowed.');
  }
}

/** One or more texts, none of them empty. */
export function list({ name, texts }: Values): readonly string[] {
  if (texts.length === 0 || texts.includes('')) return refuse(name, 'needs at least one value, and no empty one.');
  return texts;
}

export function single(values: Values): string {
  const [text, ...more] = list(values);
  return text === undefined || more.length > 0 ? refuse(values.name, 'takes one value.') : text;
}

const TIME = /^(\d{4})-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/** The plus sign of a zone, which a query string turned into a space, is put back. */
export const restoredTime = (text: string): string => text.replace(/^(\d{4}-\S{14,26}) (?=\d\d:\d\d$)/, '$1+');

/** A time as PostgreSQL reads it. */
export function time(values: Values): string {
  const text = restoredTime(single(values));
  return isTime(text) ? text : refuse(values.name, 'must be a time with zone, such as 2026-04-05T08:30:00+08:00.');
}

export function isTime(text: string): boolean {
  const match = TIME.exec(text);
  if (match === null || match[1] === '0000') return false;
  const moment = new Date(text.replace(/(\.\d{3})\d+/, '$1'));
  return Number.isFinite(moment.getTime()) && isRealDay(text) && /^\d{4}-/.test(moment.toISOString());
}

/** JavaScript takes 30 February for 2 March; PostgreSQL refuses it. */
function isRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);
}

const NUMBER = /^[+-]?\d{1,40}(\.\d{1,40})?([eE][+-]?\d{1,3})?$/;

export const isNumber = (text: string): boolean => NUMBER.test(text) && Number.isFinite(Number(text));

/** Decimal text. */
export function number(values: Values): string {
  return numbers({ name: values.name, texts: [single(values)] })[0] ?? '';
}

export function numbers(values: Values): readonly string[] {
  const texts = list(values);
  return texts.every(isNumber) ? texts : refuse(values.name, 'must be a decimal number.');
}

export function count(values: Values): number {
  const text = single(values);
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : refuse(values.name, 'must be a whole number above 0.');
}

/** `EXISTS_…`: true, a number or nothing at all asks; false and 0 do not. */
export function asked(values: Values): boolean {
  const text = values.texts[0] ?? '';
  if (values.texts.length > 1 || !/^(true|false|\d{1,9})?$/.test(text))
    return refuse(values.name, 'must be true or false.');
  return !/^(false|0+)$/.test(text);
}

export function oneOf<Word extends string>(values: Values, words: readonly Word[]): Word {
  const text = single(values);
  return words.find((word) => word === text) ?? refuse(values.name, `must be one of ${words.join(', ')}.`);
}
