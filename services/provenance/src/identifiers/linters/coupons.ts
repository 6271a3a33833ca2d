import { yymmdd } from './dates.ts';
import type { LintFault, Linter } from './fault.ts';
import { gcppos1 } from './keys.ts';

/** Reads a coupon from left to right and stops at the first fault. */
interface Cursor {
  readonly text: string;
  at: number;
  fault: LintFault | undefined;
}

type Field = (cursor: Cursor) => void;

/** Digits whose number is told by one leading digit. */
function counted(name: string, allowed: RegExp, length: (indicator: number) => number, check?: Linter): Field {
  return (cursor) => {
    const indicator = cursor.text.charAt(cursor.at);
    if (!allowed.test(indicator)) {
      fail(cursor, `the length of the ${name} is missing or wrong`);
      return;
    }
    cursor.at++;
    digits(name, length(Number(indicator)), check)(cursor);
  };
}

const asSaid = (indicator: number) => indicator;
const sixMore = (indicator: number) => indicator + 6;

/** A company prefix that is the same as the first, written as 9, takes no digits. */
const sixMoreOrNone = (indicator: number) => (indicator === 9 ? 0 : indicator + 6);

/** A given number of digits, optionally with a check of their content. */
function digits(name: string, count: number, check?: Linter): Field {
  return (cursor) => {
    const value = cursor.text.slice(cursor.at, cursor.at + count);
    if (value.length < count) fail(cursor, `the ${name} is cut off`);
    else if (count > 0 && check?.(value)) fail(cursor, `the ${name} is wrong`);
    else cursor.at += count;
  };
}

/** One digit out of several. */
function code(name: string, allowed: RegExp): Field {
  return digits(name, 1, (value) => (allowed.test(value) ? undefined : { at: 0, reason: name }));
}

/** Fields that are there when the next digit is their number. */
function optional(number: string, fields: readonly Field[]): Field {
  return (cursor) => {
    if (cursor.text.charAt(cursor.at) !== number) return;
    cursor.at++;
    run(cursor, fields);
  };
}

function purchase(name: string): Field[] {
  return [
    counted(`${name} purchase requirement`, /^[1-5]$/, asSaid),
    code(`${name} purchase requirement code`, /^[0-49]$/),
    digits(`${name} purchase family code`, 3),
  ];
}

const OTHER_PREFIX = /^[0-69]$/;

/** North American coupon code (GS1 US, North American Coupon Application Guideline), AI 8110. */
const COUPON: readonly Field[] = [
  counted('company prefix', /^[0-6]$/, sixMore, gcppos1),
  digits('offer code', 6),
  counted('save value', /^[1-5]$/, asSaid),
  ...purchase('first'),
  optional('1', [
    code('additional purchase rules code', /^[0-3]$/),
    ...purchase('second'),
    counted('second company prefix', OTHER_PREFIX, sixMoreOrNone, gcppos1),
  ]),
  optional('2', [...purchase('third'), counted('third company prefix', OTHER_PREFIX, sixMoreOrNone, gcppos1)]),
  dates,
  optional('5', [counted('serial number', /^\d$/, sixMore)]),
  optional('6', [counted('retailer', /^[1-7]$/, sixMore, gcppos1)]),
  optional('9', [
    code('save value code', /^[01256]$/),
    code('item the save value applies to', /^[0-2]$/),
    code('store coupon flag', /^\d$/),
    code("don't multiply flag", /^[01]$/),
  ]),
];

/** Positive offer file coupon (GS1 AI 8112 Coupon Data Specification). */
const POSITIVE_OFFER: readonly Field[] = [
  code('format', /^[01]$/),
  counted('funder', /^[0-6]$/, sixMore),
  digits('offer code', 6),
  counted('serial number', /^\d$/, sixMore),
];

export const couponcode: Linter = (value) => read(value, COUPON);
export const couponposoffer: Linter = (value) => read(value, POSITIVE_OFFER);

/** Expiration date (3) and start date (4), in this order and not the one before the other. */
function dates(cursor: Cursor): void {
  const start = cursor.at;
  optional('3', [digits('expiration date', 6, yymmdd)])(cursor);
  const expiration = cursor.text.slice(start + 1, cursor.at);
  const second = cursor.at;
  optional('4', [digits('start date', 6, yymmdd)])(cursor);
  const first = cursor.text.slice(second + 1, cursor.at);
  if (expiration !== '' && first !== '' && first > expiration) fail(cursor, 'the coupon expires before it starts');
}

function read(value: string, fields: readonly Field[]): LintFault | undefined {
  const nonDigit = value.search(/\D/);
  if (nonDigit >= 0) return { at: nonDigit, reason: 'a coupon holds digits only' };
  const cursor: Cursor = { text: value, at: 0, fault: undefined };
  run(cursor, fields);
  if (cursor.fault === undefined && cursor.at < value.length) fail(cursor, 'more data than a coupon holds');
  return cursor.fault;
}

function run(cursor: Cursor, fields: readonly Field[]): void {
  for (const field of fields) {
    if (cursor.fault !== undefined) return;
    field(cursor);
  }
}

function fail(cursor: Cursor, reason: string): void {
  cursor.fault ??= { at: cursor.at, reason };
}
