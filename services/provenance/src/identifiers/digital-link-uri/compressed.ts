import { pack } from '../compression/pack.ts';
import type { QueryPair } from './digital-link-uri.ts';
import { isPrimaryKey } from './key-qualifiers.ts';
import type { DigitalLinkOptions } from './options.ts';
import { percentEncode } from './percent.ts';
import { readDigitalLinkUri } from './read.ts';
import { writeDigitalLinkUri } from './write.ts';

/** How a URI is compressed. */
export interface CompressionOptions extends DigitalLinkOptions {
  /** Leave the primary key readable and compress the rest. */
  readonly keepKey?: boolean;
  /** Write common sequences of AIs as one code; on by default. */
  readonly optimise?: boolean;
}

/**
 * Compresses a Digital Link URI (GS1 Digital Link standard 1.1, compression). Pairs of the query that are no AIs stay
 * in the query. The key stays readable too where another primary key is among the attributes, since nothing else would
 * tell which of them is meant; a URI of nothing but a readable key is returned as it is.
 * @throws IdentifierError when the URI is no Digital Link or holds AIs the dictionary does not know
 */
export function compressDigitalLinkUri(uri: string, options: CompressionOptions = {}): string {
  const { stem, path, attributes, other } = readDigitalLinkUri(uri, options);
  const [key, ...qualifiers] = path;
  const keyStays = options.keepKey === true || attributes.some(({ ai }) => isPrimaryKey(ai));
  const packed = [...(key && !keyStays ? [key] : []), ...qualifiers, ...attributes];
  const head = key && keyStays ? `${stem}/${key.ai}/${percentEncode(key.value)}` : stem;
  const tail = packed.length === 0 ? '' : `/${pack(packed, options.optimise !== false)}`;
  return withPairs(head + tail, other);
}

/**
 * The uncompressed form of a compressed Digital Link URI; an uncompressed one comes back in canonical order.
 * @throws IdentifierError
 */
export function decompressDigitalLinkUri(uri: string, options: DigitalLinkOptions = {}): string {
  const { stem, path, attributes, other } = readDigitalLinkUri(uri, { ...options, permitCompressed: true });
  return withPairs(writeDigitalLinkUri([...path, ...attributes], stem, options), other);
}

function withPairs(uri: string, other: readonly QueryPair[]): string {
  const pairs = other.map(({ key, value }) => (value === undefined ? key : `${key}=${value}`));
  return pairs.length === 0 ? uri : `${uri}${uri.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}
