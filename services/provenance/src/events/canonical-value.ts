import { canonicalIdentifier } from './canonical-identifier.ts';
import { webVocabulary } from './vocabulary.ts';

/**
 * The one text form of a scalar (CBV 2.0 section 8.9, value rules): trimmed, numbers without needless zeros, old
 * vocabulary URNs as web URIs, GS1 keys as canonical Digital Links.
 */
export function canonicalText(value: unknown): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(decimal(value));
  if (typeof value !== 'string') return '';
  const text = webVocabulary(value.trim());
  return DECIMAL.test(text) ? canonicalNumber(text) : canonicalIdentifier(text);
}

/** A time in UTC to the millisecond, further digits rounded half up; text that is no date-time is left as it is. */
export function canonicalTime(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (match?.[1] === undefined || match[3] === undefined) return text;
  const wholeSeconds = Date.parse(match[1] + match[3]);
  const milliseconds = Math.floor(Number(`0.${match[2] ?? '0'}`) * 1000 + 0.5);
  return Number.isNaN(wholeSeconds) ? text : new Date(wholeSeconds + milliseconds).toISOString();
}

const DECIMAL = /^[+-]?\d+(\.\d+)?$/;

function canonicalNumber(text: string): string {
  const [, sign, whole, fraction] = /^([+-]?)0*(\d+?)(?:\.(\d*?)0*)?$/.exec(text) ?? [];
  if (whole === undefined) return text;
  const digits = fraction ? `${whole}.${fraction}` : whole;
  return sign === '-' && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

/** JavaScript writes very large and very small numbers with an exponent; the rule wants plain digits. */
function decimal(value: number): string {
  const [mantissa, exponent] = String(value).split('e');
  if (mantissa === undefined || exponent === undefined) return String(value);
  const shift = Number(exponent);
  const negative = mantissa.startsWith('-');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + shift;
  const text =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : `${digits.slice(0, point).padEnd(point, '0')}.${digits.slice(point) || '0'}`;
  return negative ? `-${text}` : text;
}
