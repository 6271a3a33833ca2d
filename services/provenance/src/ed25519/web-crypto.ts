import { isStrictPoint, isStrictScalar } from './strict.ts';

/**
 * Whether the browser's own Ed25519 (Web Cryptography API, where it is offered) vouches for a signature: off the page's
 * thread, and many times as fast as `isSignature`. Never rejects.
 *
 * True only where every rule for Ed25519 gives the same result: key and nonce are encoded as they must be and of no small
 * order, the scalar is reduced. The equation without cofactor, which browsers check, then implies the one with it. False
 * says nothing: `isSignature` has the last word.
 */
export async function isKnownSignature(
  publicKey: Uint8Array,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> {
  const [nonce, scalar] = [signature.subarray(0, 32), signature.subarray(32)];
  if (!isStrictPoint(publicKey) || !isStrictPoint(nonce) || !isStrictScalar(scalar)) return false;
  try {
    // Absent in pages that came by plain HTTP; older browsers do not know the algorithm: both end in `catch`.
    const { subtle } = globalThis.crypto;
    const key = await subtle.importKey('raw', publicKey.slice(), 'Ed25519', false, ['verify']);
    return await subtle.verify('Ed25519', key, signature.slice(), bytes.slice());
  } catch {
    return false;
  }
}
