import { epcUriToDigitalLink } from './epc-uri.ts';

/** Retired words of Digital Link 1.0 for the identifiers that matter here. */
const ALIASES: Readonly<Record<string, string>> = {
  gtin: '01',
  'gtin-8': '01',
  itip: '8006',
  gln: '414',
  party: '417',
  sscc: '00',
  cpv: '22',
  lot: '10',
  ser: '21',
};

interface KeyRule {
  readonly value: RegExp;
  /** Qualifiers from fine to coarse: the finest present is kept, one level only. */
  readonly qualifiers: readonly string[];
}

const KEYS: Readonly<Record<string, KeyRule>> = {
  '00': { value: /^\d{18}$/, qualifiers: [] },
  '01': { value: /^(\d{8}|\d{12,14})$/, qualifiers: ['21', '235', '10', '22'] },
  '8006': { value: /^\d{18}$/, qualifiers: ['21', '10', '22'] },
  '414': { value: /^\d{13}$/, qualifiers: ['254'] },
  '417': { value: /^\d{13}$/, qualifiers: [] },
  '8003': { value: /^\d{14}.{0,16}$/, qualifiers: [] },
  '8004': { value: /^.{1,30}$/, qualifiers: [] },
  '8010': { value: /^.{1,30}$/, qualifiers: ['8011'] },
  '8017': { value: /^\d{18}$/, qualifiers: [] },
  '8018': { value: /^\d{18}$/, qualifiers: [] },
  '253': { value: /^\d{13}.{0,17}$/, qualifiers: [] },
  '255': { value: /^\d{13}\d{0,12}$/, qualifiers: [] },
  '401': { value: /^.{1,30}$/, qualifiers: [] },
  '402': { value: /^\d{17}$/, qualifiers: [] },
};

/** The commonest canonical forms, which need no work. */
const CANONICAL =
  /^https:\/\/id\.gs1\.org\/(?:01\/\d{14}(?:\/(?:10|21|235)\/[^/?#]+)?|00\/\d{18}|414\/\d{13}(?:\/254\/[^/?#]+)?|417\/\d{13})$/;

/**
 * One spelling for every way to write the same GS1 key: the canonical Digital Link URI at `https://id.gs1.org`, cut to
 * its finest level and without attributes (CBV 2.0 section 8.9, identifier rules). Other text is returned unchanged.
 */
export function canonicalIdentifier(text: string): string {
  if (text.startsWith('urn:epc:')) return epcUriToDigitalLink(text) ?? text;
  const first = text.charCodeAt(0);
  if ((first !== LOWER_H && first !== UPPER_H) || CANONICAL.test(text)) return text;
  const path = /^https?:\/\/[^/?#]+\/([^?#]*)/i.exec(text)?.[1];
  const segments = path === undefined ? [] : path.split('/');
  for (let start = Math.max(0, segments.length - MAX_SEGMENTS); start < segments.length; start += 1) {
    const canonical = canonicalPath(segments, start);
    if (canonical !== undefined) return `https://id.gs1.org/${canonical}`;
  }
  return text;
}

/** A key, up to four qualifiers, each with its value, and the end of a trailing slash. */
const MAX_SEGMENTS = 11;
const LOWER_H = 'h'.charCodeAt(0);
const UPPER_H = 'H'.charCodeAt(0);

const keyOf = (segment: string): string => (Object.hasOwn(ALIASES, segment) ? (ALIASES[segment] ?? segment) : segment);

function canonicalPath(segments: readonly string[], start: number): string | undefined {
  const key = keyOf(segments[start] ?? '');
  const rule = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  const value = segments[start + 1];
  if (value === undefined || !rule?.value.test(value)) return undefined;
  const rest = segments.slice(start + 2, segments.at(-1) === '' ? -1 : undefined);
  if (rest.length % 2 === 1) return undefined;
  const given = new Map<string, string>();
  for (let index = 0; index < rest.length; index += 2) given.set(keyOf(rest[index] ?? ''), rest[index + 1] ?? '');
  if (!Array.from(given.keys()).every((qualifier) => rule.qualifiers.includes(qualifier))) return undefined;
  const finest = rule.qualifiers.find((qualifier) => given.has(qualifier) && qualifier !== '22');
  const head = `${key}/${key === '01' ? value.padStart(14, '0') : value}`;
  return finest === undefined ? head : `${head}/${finest}/${given.get(finest) ?? ''}`;
}
