import { isComponent, isGln, isGtin, isSscc, toGtin14 } from './gs1-keys.ts';
import { IdentifierError } from './identifier-error.ts';
import type { Identifier, Scheme } from './identifier.ts';

/** Path words of both schemes: GS1 application identifiers, and the plain words under `/own/` (see README). */
const WORDS = {
  gs1: { product: '01', lot: '10', serial: '21', unit: '00', place: '414', extension: '254', party: '417' },
  own: {
    product: 'product',
    lot: 'lot',
    serial: 'serial',
    unit: 'unit',
    place: 'place',
    extension: 'part',
    party: 'party',
  },
} as const;

const OWN_PATH = 'own';
const MAX_URI_LENGTH = 500;

/**
 * The Digital Link URI of an identifier (GS1 Digital Link URI Syntax 1.2, sections 4 and 5).
 * @param stem scheme and host, optionally a path, without slash at the end: `https://id.example.com`
 * @throws IdentifierError when a key or component is malformed
 */
export function buildDigitalLink(stem: string, identifier: Identifier): string {
  const { scheme } = identifier;
  const words = WORDS[scheme];
  const path = components(identifier).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const text = name === 'product' && scheme === 'gs1' && isGtin(value) ? toGtin14(value) : value;
    requireComponent(scheme, name, text);
    return [words[name], encodeURIComponent(text).replace(/[!'()*]/g, percentEncode)];
  });
  return [stem, ...(scheme === 'own' ? [OWN_PATH] : []), ...path].join('/');
}

/**
 * Reads a Digital Link URI (AI 01 with 10 and 21, 00, 414 with 254, 417, or an own-domain path of the same shape).
 * Query string and fragment are ignored: they name attributes, not the thing.
 * @throws IdentifierError saying what is wrong
 */
export function parseDigitalLink(uri: string): { stem: string; identifier: Identifier } {
  if (uri.length > MAX_URI_LENGTH) throw new IdentifierError(`a code of ${String(uri.length)} characters is too long`);
  const match = /^(https?:\/\/[^/?#\s]+)(\/[^?#\s]*)/i.exec(uri);
  if (match?.[1] === undefined || match[2] === undefined) throw new IdentifierError(`"${uri}" is not a web address`);
  const segments = match[2].replace(/\/$/, '').split('/').slice(1).map(decodeSegment);
  for (const [start, segment] of segments.entries()) {
    const scheme: Scheme = segment === OWN_PATH ? 'own' : 'gs1';
    const rest = segments.slice(scheme === 'own' ? start + 1 : start);
    const identifier = readKey(scheme, rest);
    if (identifier) return { stem: [match[1], ...segments.slice(0, start)].join('/'), identifier };
  }
  throw new IdentifierError(`"${uri}" holds no product (01), unit (00), place (414) or party (417) key`);
}

function readKey(scheme: Scheme, segments: readonly string[]): Identifier | undefined {
  const words = WORDS[scheme];
  const [key, value, ...qualifiers] = segments;
  if (key === undefined || value === undefined) return undefined;
  const name = (['product', 'unit', 'place', 'party'] as const).find((candidate) => words[candidate] === key);
  if (name === undefined) return undefined;
  const known = { product: ['lot', 'serial'], unit: [], place: ['extension'], party: [] } as const;
  const found = readQualifiers(scheme, known[name], qualifiers);
  const text = name === 'product' && scheme === 'gs1' && isGtin(value) ? toGtin14(value) : value;
  requireComponent(scheme, name, text);
  switch (name) {
    case 'product':
      return { kind: 'product', scheme, product: text, ...found };
    case 'unit':
      return { kind: 'unit', scheme, unit: text };
    case 'place':
      return { kind: 'place', scheme, place: text, ...found };
    case 'party':
      return { kind: 'party', scheme, party: text };
  }
}

function readQualifiers(
  scheme: Scheme,
  names: readonly ('lot' | 'serial' | 'extension')[],
  segments: readonly string[],
): Partial<Record<'lot' | 'serial' | 'extension', string>> {
  const found: Partial<Record<'lot' | 'serial' | 'extension', string>> = {};
  let next = 0;
  for (let index = 0; index < segments.length; index += 2) {
    const position = names.findIndex((name, at) => at >= next && WORDS[scheme][name] === segments[index]);
    const name = names[position];
    const value = segments[index + 1];
    if (name === undefined || value === undefined) {
      throw new IdentifierError(`"${segments.slice(index).join('/')}" may not follow this key`);
    }
    requireComponent(scheme, name, value);
    found[name] = value;
    next = position + 1;
  }
  return found;
}

function components(identifier: Identifier): [keyof typeof WORDS.gs1, string | undefined][] {
  switch (identifier.kind) {
    case 'product':
      return [
        ['product', identifier.product],
        ['lot', identifier.lot],
        ['serial', identifier.serial],
      ];
    case 'unit':
      return [['unit', identifier.unit]];
    case 'place':
      return [
        ['place', identifier.place],
        ['extension', identifier.extension],
      ];
    case 'party':
      return [['party', identifier.party]];
  }
}

function requireComponent(scheme: Scheme, name: keyof typeof WORDS.gs1, value: string): void {
  if (scheme === 'gs1' && name === 'product' && !isGtin(value)) throw wrong('GTIN', value);
  if (scheme === 'gs1' && name === 'unit' && !isSscc(value)) throw wrong('SSCC', value);
  if (scheme === 'gs1' && (name === 'place' || name === 'party') && !isGln(value)) throw wrong('GLN', value);
  if (!isComponent(value)) throw new IdentifierError(`${name} "${value}" needs 1 to 20 GS1 characters`);
}

function wrong(key: string, value: string): IdentifierError {
  return new IdentifierError(`"${value}" is not a ${key}: wrong length, not digits, or wrong check digit`);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new IdentifierError(`"${segment}" is not valid percent-encoding`);
  }
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
