import { concatBytes, sha256 } from '../bytes.ts';

const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** Root of a log without leaves: the hash of nothing (RFC 9162 section 2.1.1). */
export const EMPTY_ROOT = sha256(new Uint8Array(0));

/** Hash of one leaf. @param data leaf data; here always a document digest of 32 bytes */
export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(concatBytes(LEAF, data));
}

/** Hash of an inner node. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(concatBytes(NODE, left, right));
}
