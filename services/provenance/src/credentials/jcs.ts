import canonicalize from 'canonicalize';
import { sha256, utf8 } from '../bytes.ts';

/**
 * The one byte form of a JSON value: JSON Canonicalization Scheme (RFC 8785), UTF-8.
 * @throws Error when the value is not JSON (undefined, NaN, lone surrogates, cycles)
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return utf8(text);
}

/** SHA-256 of the canonical bytes of a document, proof included when it has one: what the seal log stores. */
export function digest(document: unknown): Uint8Array {
  return sha256(canonicalBytes(document));
}
