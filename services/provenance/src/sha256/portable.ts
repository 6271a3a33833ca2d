import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 where the engine offers none that answers at once: browsers. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return nobleSha256(bytes);
}

/** SHA-256 of the UTF-8 bytes of a text, in hexadecimal. */
export function sha256OfText(text: string): string {
  return bytesToHex(nobleSha256(utf8ToBytes(text)));
}
