import { ed25519 } from '@noble/curves/ed25519.js';

export { isKnownSignature } from './web-crypto.ts';

/** Whether a signature is this key's over these bytes, by the strict rules of RFC 8032. Never throws. */
export function isSignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    return ed25519.verify(signature, bytes, publicKey, { zip215: false });
  } catch {
    return false;
  }
}
