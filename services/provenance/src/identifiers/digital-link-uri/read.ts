import { unpack } from '../compression/unpack.ts';
import { isUnknown, resolveEntry } from '../dictionary/unknown-ai.ts';
import type { AiEntry } from '../dictionary/entry.ts';
import { type AiElement, MOST_ELEMENTS } from '../element.ts';
import { IdentifierError } from '../identifier-error.ts';
import { checkValue } from '../value.ts';
import { arrange } from './arrange.ts';
import { aiOfWord } from './convenience-alphas.ts';
import type { DigitalLinkUri, QueryPair } from './digital-link-uri.ts';
import { belongsInPath, isKeyQualifierSequence, isPrimaryKey } from './key-qualifiers.ts';
import type { DigitalLinkOptions } from './options.ts';
import { percentDecode, percentEncode } from './percent.ts';
import { type SplitUri, splitUri } from './split.ts';

const SHORT_GTINS = new Set([8, 12, 13]);

/**
 * Reads a GS1 Digital Link URI (GS1 Digital Link: URI Syntax), by the rules of the GS1 Barcode Syntax
 * Dictionary: the rightmost primary key of the path and its qualifiers in their order; in the query each AI once, only
 * those that may be attributes, none that belongs in the path. Host names are not judged; the fragment is ignored.
 * Which AIs must or may not accompany one another is `checkAssociations`.
 * @throws IdentifierError with the reason and, where there is one, the place in the URI
 */
export function readDigitalLinkUri(uri: string, options: DigitalLinkOptions = {}): DigitalLinkUri {
  const parts = splitUri(uri);
  const { attributes, other } = readQuery(parts, options);
  const start = findKey(parts.segments, options);
  if (start === undefined) {
    if (options.permitCompressed === true) return readCompressed(parts, attributes, other, options);
    throw new IdentifierError('the path holds no primary key of GS1');
  }
  const path = readPath(parts, start, options);
  checkPlaces(path, attributes, options);
  return { stem: stemOf(parts, start), path, attributes, other };
}

/** The place of the primary key: the first one from the right, over pairs of AI and value only. */
function findKey(segments: readonly string[], options: DigitalLinkOptions): number | undefined {
  for (let at = segments.length - 2; at >= 0; at -= 2) {
    const entry = entryOfSegment(segments[at] ?? '', options);
    if (entry === undefined) return undefined;
    if (isPrimaryKey(entry.ai)) return at;
  }
  return undefined;
}

function entryOfSegment(segment: string, options: DigitalLinkOptions): AiEntry | undefined {
  return resolveEntry(options.permitConvenienceAlphas === true ? aiOfWord(segment) : segment, options);
}

function readPath({ segments, places }: SplitUri, start: number, options: DigitalLinkOptions): AiElement[] {
  const path: AiElement[] = [];
  for (let at = start; at < segments.length; at += 2) {
    const entry = entryOfSegment(segments[at] ?? '', options);
    if (entry === undefined) throw new IdentifierError(`"${segments[at] ?? ''}" is no known AI`, places[at]);
    if (path.length === MOST_ELEMENTS) throw new IdentifierError(`more than ${MOST_ELEMENTS} elements`, places[at]);
    const text = percentDecode(segments[at + 1] ?? '', false);
    const value = entry.ai === '01' && options.permitZeroSuppressedGtin === true ? fillUp(text) : text;
    checkValue(entry, value, places[at + 1]);
    path.push({ ai: entry.ai, value });
  }
  if (isKeyQualifierSequence(path.map(({ ai }) => ai))) return path;
  const sequence = path.map(({ ai }) => `(${ai})`).join(' ');
  throw new IdentifierError(`${sequence} is no key with its qualifiers in their order`, places[start]);
}

function readQuery(
  { query, queryAt }: SplitUri,
  options: DigitalLinkOptions,
): { attributes: AiElement[]; other: QueryPair[] } {
  const attributes: AiElement[] = [];
  const other: QueryPair[] = [];
  let at = queryAt;
  for (const pair of query.split('&')) {
    const place = at;
    at += pair.length + 1;
    if (pair === '') continue;
    if (attributes.length + other.length === MOST_ELEMENTS) {
      throw new IdentifierError(`more than ${MOST_ELEMENTS} pairs in the query`, place);
    }
    const equals = pair.indexOf('=');
    const key = equals < 0 ? pair : pair.slice(0, equals);
    if (equals < 0 || !/^\d+$/.test(key)) {
      other.push({ key, value: equals < 0 ? undefined : pair.slice(equals + 1) });
      continue;
    }
    const entry = resolveEntry(key, options);
    if (entry === undefined) throw new IdentifierError(`"${key}" in the query is no known AI`, place);
    const text = percentDecode(pair.slice(equals + 1), true);
    // A GTIN in the query has only ever been one of 14 digits to which older writers gave fewer.
    const value = key === '01' ? fillUp(text) : text;
    checkValue(entry, value, place + equals + 1);
    attributes.push({ ai: key, value });
  }
  return { attributes, other };
}

function checkPlaces(path: readonly AiElement[], attributes: readonly AiElement[], options: DigitalLinkOptions): void {
  const pathAis = path.map(({ ai }) => ai);
  const seen = new Set(pathAis);
  for (const { ai } of attributes) {
    if (seen.has(ai)) throw new IdentifierError(`(${ai}) occurs more than once`);
    seen.add(ai);
    if (!isAttribute(ai, options)) throw new IdentifierError(`(${ai}) may not stand in the query of a Digital Link`);
    if (belongsInPath(ai, pathAis))
      throw new IdentifierError(`(${ai}) belongs in the path, behind (${pathAis[0] ?? ''})`);
  }
}

/** Whether an AI may be an attribute in the query. */
export function isAttribute(ai: string, options: DigitalLinkOptions): boolean {
  const entry = resolveEntry(ai, options);
  if (entry === undefined) return false;
  return entry.attribute || (isUnknown(entry) && options.permitUnknownAttributes === true);
}

function readCompressed(
  parts: SplitUri,
  attributes: readonly AiElement[],
  other: readonly QueryPair[],
  options: DigitalLinkOptions,
): DigitalLinkUri {
  const { segments } = parts;
  const last = segments.length - 1;
  const packed = unpack(segments[last] ?? '');
  const keyAt = last - 2;
  const key = keyAt < 0 ? undefined : entryOfSegment(segments[keyAt] ?? '', options);
  const partly = key !== undefined && isPrimaryKey(key.ai);
  const head = partly ? [{ ai: key.ai, value: percentDecode(segments[last - 1] ?? '', false) }] : [];
  const elements = [...head, ...packed.elements];
  for (const { ai, value } of elements) {
    const entry = resolveEntry(ai, options);
    if (entry === undefined) throw new IdentifierError(`(${ai}) is no known application identifier`);
    checkValue(entry, value);
  }
  const arranged = arrange(elements, partly ? key.ai : onlyKey(elements));
  const all = [...arranged.attributes, ...attributes];
  checkPlaces(arranged.path, all, options);
  const stem = stemOf(parts, partly ? keyAt : last);
  return { stem, path: arranged.path, attributes: all, other: [...packed.other.map(encoded), ...other] };
}

function onlyKey(elements: readonly AiElement[]): string | undefined {
  const [key, another] = elements.map(({ ai }) => ai).filter(isPrimaryKey);
  if (another === undefined || another === key) return key;
  throw new IdentifierError(`nothing tells whether (${key ?? ''}) or (${another}) is the key of this compressed link`);
}

function encoded({ key, value }: { key: string; value: string }): QueryPair {
  return { key: percentEncode(key), value: percentEncode(value) };
}

function stemOf({ origin, segments }: SplitUri, start: number): string {
  return [origin, ...segments.slice(0, start)].join('/');
}

function fillUp(gtin: string): string {
  return SHORT_GTINS.has(gtin.length) ? gtin.padStart(14, '0') : gtin;
}
