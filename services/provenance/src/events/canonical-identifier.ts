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

/**
 * One spelling for every way to write the same GS1 key: the canonical Digital Link URI at `https://id.gs1.org`, cut to
 * its finest level and without attributes (CBV 2.0 section 8.9, identifier rules). Other text is returned unchanged.
 */
export function canonicalIdentifier(text: string): string {
  const fromUrn = epcUriToDigitalLink(text);
  if (fromUrn !== undefined) return fromUrn;
  const match = /^https?:\/\/[^/?#]+\/([^?#]*)/i.exec(text);
  const segments = match?.[1]?.split('/').map((segment) => ALIASES[segment] ?? segment) ?? [];
  for (const start of segments.keys()) {
    const path = canonicalPath(segments.slice(start));
    if (path !== undefined) return `https://id.gs1.org/${path}`;
  }
  return text;
}

function canonicalPath(segments: readonly string[]): string | undefined {
  const [key, value, ...rest] = segments.at(-1) === '' ? segments.slice(0, -1) : segments;
  const rule = key === undefined ? undefined : KEYS[key];
  if (key === undefined || value === undefined || !rule?.value.test(value) || rest.length % 2 === 1) return undefined;
  const given = new Map<string, string>();
  for (let index = 0; index < rest.length; index += 2) given.set(rest[index] ?? '', rest[index + 1] ?? '');
  if (!Array.from(given.keys()).every((qualifier) => rule.qualifiers.includes(qualifier))) return undefined;
  const finest = rule.qualifiers.find((qualifier) => given.has(qualifier) && qualifier !== '22');
  const head = `${key}/${key === '01' ? value.padStart(14, '0') : value}`;
  return finest === undefined ? head : `${head}/${finest}/${given.get(finest) ?? ''}`;
}
