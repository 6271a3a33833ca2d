import { createPublicKey, verify } from 'node:crypto';
import { isSignature as isSignaturePortably } from './portable.ts';
import { isStrictPoint } from './strict.ts';
import type { isKnownSignature as isKnownByBrowser } from './web-crypto.ts';

/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 section 4): the 32 bytes of the key follow. */
const SPKI_PREFIX = Uint8Array.from([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]);

/**
 * The same by Node's own OpenSSL, several times as fast; `package.json` chooses it in Node and nowhere else. OpenSSL and
 * the portable code differ on signatures that nobody makes by mistake (keys of small order, cofactors). No two
 * verifiers may come to different results, so the portable code has the last word on them.
 */
export function isSignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  return isByOpenSsl(publicKey, bytes, signature)
    ? isStrictPoint(publicKey)
    : isSignaturePortably(publicKey, bytes, signature);
}

function isByOpenSsl(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const der = Buffer.concat([SPKI_PREFIX, publicKey]);
    return verify(null, bytes, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
  } catch {
    return false;
  }
}

/** Nothing is known ahead: the answer at once is soon enough. */
export const isKnownSignature: typeof isKnownByBrowser = () => Promise.resolve(false);
