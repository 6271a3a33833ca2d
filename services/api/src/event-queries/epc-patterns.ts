import { canonicalIdentifier, checkDigit } from '@fieldseal/provenance';

const ROOT = 'https://id.gs1.org/';
const PATTERN = /^urn:epc:idpat:([a-z]+):(.+)$/;
const DIGITS = /^\d{6,12}$/;

/** What values of `MATCH_…` search for: identifiers as they are, and SQL LIKE patterns for those with wildcards. */
export interface Wanted {
  readonly exact: string[];
  readonly patterns: string[];
}

/**
 * EPC pure identity patterns in canonical form (EPCIS 2.0 section 8.2.7.1.1; EPC Tag Data Standard section 8). A wildcard
 * stands for a whole component, and everything after it must be a wildcard too. The canonical form no longer tells
 * where a company prefix ends: a pattern that names only the prefix finds longer prefixes that start with it as well.
 */
export function wanted(values: readonly string[]): Wanted {
  const found: Wanted = { exact: [], patterns: [] };
  for (const value of values) {
    const { exact, patterns } = PATTERN.test(value) ? wildcards(value) : { exact: [value], patterns: [] };
    found.exact.push(...exact.map(canonicalIdentifier));
    found.patterns.push(...patterns.map((pattern) => ROOT + pattern));
  }
  return found;
}

function wildcards(value: string): Wanted {
  const [, scheme = '', body = ''] = PATTERN.exec(value) ?? [];
  const parts = body.split('.');
  const first = parts.indexOf('*');
  const isPattern = first >= 0 && parts.slice(first).every((part) => part === '*');
  const fixed = parts.slice(0, first);
  const write = WRITERS[scheme];
  if (!isPattern || write === undefined || (fixed[0] !== undefined && !DIGITS.test(fixed[0])))
    return { exact: [value], patterns: [] };
  return { exact: [value], patterns: write(fixed) };
}

/** From the components before the first wildcard to patterns of the path. */
type Writer = (fixed: readonly string[]) => string[];

const ANY_DIGIT = Array.from('0123456789');

/** Written as in a Digital Link, and safe from LIKE. */
const literal = (text: string): string =>
  text
    .replace(/[!()*+,:]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/[\\%_]/g, '\\$&');

/** `number` padded with one-character wildcards to its full length. */
const padded = (digits: string, length: number): string => digits.padEnd(length, '_');

/**
 * A trade item, its pieces and itself as a class. Its number starts with the indicator, which EPC writes at the front of
 * the item reference.
 */
function tradeItem(after: string): Writer {
  const both = (number: string): string[] => [`01/${number}`, `01/${number}${after}%`];
  return ([prefix, item]) => {
    if (prefix === undefined) return both(padded('', 14));
    if (item === undefined) return ANY_DIGIT.flatMap((indicator) => both(padded(indicator + prefix, 14)));
    const digits = item.slice(0, 1) + prefix + item.slice(1);
    return digits.length === 13 ? both(digits + check(digits)) : [];
  };
}

/** A key of fixed length with a check digit, then perhaps a serial number right behind it or after a separator. */
function numbered(key: string, length: number, lead = '', after = ''): Writer {
  return ([prefix, reference]) => {
    if (prefix === undefined) return [`${key}/${lead}%`];
    if (reference === undefined) return [`${key}/${lead}${prefix}%`];
    const digits = lead + prefix + reference;
    if (digits.length !== length) return [];
    const whole = `${key}/${digits}${check(digits)}`;
    return after === '' ? [`${whole}%`] : [whole, `${whole}${after}%`];
  };
}

/** A key without check digit: the company prefix, then free text. */
const free =
  (key: string, after = ''): Writer =>
  ([prefix, reference]) => [
    reference === undefined ? `${key}/${prefix ?? ''}%` : `${key}/${prefix ?? ''}${literal(reference)}${after}%`,
  ];

const check = (digits: string): string => (/^\d+$/.test(digits) ? checkDigit(digits) : '_');

const WRITERS: Readonly<Record<string, Writer>> = {
  sgtin: tradeItem('/21/'),
  upui: tradeItem('/235/'),
  sscc: ([prefix]) =>
    prefix === undefined ? ['00/%'] : ANY_DIGIT.map((extension) => `00/${padded(extension + prefix, 18)}`),
  sgln: numbered('414', 12, '', '/254/'),
  pgln: numbered('417', 12),
  grai: numbered('8003', 13, '0'),
  giai: free('8004'),
  gsrn: numbered('8018', 17),
  gsrnp: numbered('8017', 17),
  gdti: numbered('253', 12),
  sgcn: numbered('255', 12),
  cpi: free('8010', '/8011/'),
  ginc: free('401'),
  gsin: numbered('402', 16),
};
