import { isSignature } from '#ed25519';
import { ed25519 } from '@noble/curves/ed25519.js';
import { didKey } from './did-key.ts';

/** Who signs: a key held here, on a phone, or in a key management system. */
export interface Signer {
  /** `did:key` of the public key. */
  readonly did: string;
  /** Ed25519 public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Ed25519 signature (RFC 8032), 64 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A signer over a secret key held in memory. @param secretKey Ed25519 seed, 32 bytes */
export function localSigner(secretKey: Uint8Array): Signer {
  const publicKey = ed25519.getPublicKey(secretKey);
  return {
    did: didKey(publicKey),
    publicKey,
    sign: (bytes) => Promise.resolve(ed25519.sign(bytes, secretKey)),
  };
}

/** Whether a signature is this key's over these bytes, by the strict rules of RFC 8032. Never throws. */
export function verifySignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  return isSignature(publicKey, bytes, signature);
}
