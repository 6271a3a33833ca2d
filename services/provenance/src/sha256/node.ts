import { hash } from 'node:crypto';

/** SHA-256 by Node's own OpenSSL, several times as fast; `package.json` chooses it in Node and nowhere else. */
export function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(hash('sha256', bytes, 'buffer'));
}

/** SHA-256 of the UTF-8 bytes of a text, in hexadecimal, without making the bytes first. */
export function sha256OfText(text: string): string {
  return hash('sha256', text, 'hex');
}
