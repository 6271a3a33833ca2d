import { createPublicKey, verify } from 'node:crypto';
import { isSignature as isSignaturePortably } from './portable.ts';

/** SubjectPublicKeyInfo of an Ed25519 key (RFC 8410 section 4): the 32 bytes of the key follow. */
const SPKI_PREFIX = Uint8Array.from([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]);

/**
 * The same by Node's own OpenSSL, several times as fast; `package.json` chooses it in Node and nowhere else. OpenSSL and
 * the portable code differ on signatures that nobody makes by mistake (keys of small order, cofactors). No two
 * verifiers may come to different results, so the portable code has the last word on them.
 */
export function isSignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  return isByOpenSsl(publicKey, bytes, signature)
    ? isStrictKey(publicKey)
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

/** The field of the curve, 2^255 - 19, and the y of the eight points of small order; hex, most significant digit first. */
const FIELD = `7f${'ff'.repeat(30)}ed`;
const SMALL_ORDER_Y = new Set([
  '00'.repeat(32),
  `${'00'.repeat(31)}01`,
  `7f${'ff'.repeat(30)}ec`,
  '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7',
  '05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826',
]);

/** Of a point on the curve: encoded as it must be (RFC 8032 section 5.1.3), and not of small order. */
function isStrictKey(publicKey: Uint8Array): boolean {
  const digits = Buffer.from(publicKey).reverse();
  digits[0] = (digits[0] ?? 0) & 0x7f;
  const y = digits.toString('hex');
  return y < FIELD && !SMALL_ORDER_Y.has(y);
}
