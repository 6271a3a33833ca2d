import canonicalize from 'canonicalize';
import { sha256, utf8 } from '../bytes.ts';

/**
 * The one text of a JSON value: JSON Canonicalization Scheme (RFC 8785).
 * @throws Error when the value is not JSON (undefined, NaN, lone surrogates, cycles)
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('only JSON values have a canonical form');
  return text;
}

/** The canonical text as UTF-8. @throws Error when the value is not JSON */
export function canonicalBytes(value: unknown): Uint8Array {
  return utf8(canonicalJson(value));
}

/** SHA-256 of the canonical bytes of a document, proof included when it has one: what the seal log stores. */
export function digest(document: unknown): Uint8Array {
  return sha256(canonicalBytes(document));
}
