import { bytesToHex, concatBytes, hexToBytes } from '@noble/hashes/utils.js';
import { sha256 as hashBytes, sha256OfText } from '#sha256';

export { bytesToHex, concatBytes, hexToBytes, sha256OfText };

/** SHA-256 (FIPS 180-4) of the bytes: 32 bytes, synchronous, the same in every JavaScript engine. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return hashBytes(bytes);
}

/** UTF-8 bytes of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Whether two byte strings are the same. Not constant in time: nothing compared here is secret. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/** Order of two texts by Unicode code point, which is also the order of their UTF-8 bytes (unlike UTF-16 order). */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above every other code unit. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
