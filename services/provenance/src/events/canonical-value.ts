import { canonicalIdentifier } from './canonical-identifier.ts';
import { expandName } from './event-context.ts';
import type { Namespaces } from './event-context.ts';
import { webVocabulary } from './vocabulary.ts';

/**
 * The one text form of a scalar (CBV 2.0 section 8.9, value rules): trimmed, numbers without needless zeros, old
 * vocabulary URNs and CURIEs as URIs, GS1 keys as canonical Digital Links.
 * @param namespaces prefixes that CURIEs may use, besides `cbv` and `gs1`
 */
export function canonicalText(value: unknown, namespaces?: Namespaces): string {
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(decimal(value));
  if (typeof value !== 'string') return '';
  const text = value.trim();
  if (DECIMAL.test(text)) return canonicalNumber(text);
  const full = webVocabulary(text);
  return canonicalIdentifier(full === text && namespaces ? expandCurie(text, namespaces) : full);
}

/** Neither `scheme://…` nor a URN is a CURIE, whatever prefixes are declared (JSON-LD 1.1 section 4.1.5). */
function expandCurie(text: string, namespaces: Namespaces): string {
  const colon = text.indexOf(':');
  return colon < 1 || text.startsWith('//', colon + 1) || text.startsWith('urn:') ? text : expandName(text, namespaces);
}

/** A time in UTC to the millisecond, further digits rounded half up; text that is no date-time is left as it is. */
export function canonicalTime(value: unknown): string {
  const text = typeof value === 'string' ? value.trim() : '';
  const match = DATE_TIME.exec(text);
  if (match?.[1] === undefined || match[3] === undefined) return text;
  const wholeSeconds = Date.parse(match[1] + match[3]);
  const milliseconds = Math.floor(Number(`0.${match[2] ?? '0'}`) * 1000 + 0.5);
  return Number.isNaN(wholeSeconds) ? text : new Date(wholeSeconds + milliseconds).toISOString();
}

const DATE_TIME = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$/;
const DECIMAL = /^[+-]?\d+(\.\d+)?$/;

/** Cut by index: a pattern would go back and forth over long runs of zeros. */
function canonicalNumber(text: string): string {
  const unsigned = /^[+-]/.test(text) ? text.slice(1) : text;
  const [whole = '', fraction = ''] = unsigned.split('.');
  let start = 0;
  while (start < whole.length - 1 && whole[start] === '0') start += 1;
  let end = fraction.length;
  while (end > 0 && fraction[end - 1] === '0') end -= 1;
  const digits = end === 0 ? whole.slice(start) : `${whole.slice(start)}.${fraction.slice(0, end)}`;
  return text.startsWith('-') && digits !== '0' ? `-${digits}` : digits;
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
