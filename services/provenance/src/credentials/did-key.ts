import { concatBytes } from '../bytes.ts';
import { decodeBase58, encodeBase58 } from './base58.ts';

/** Multicodec `ed25519-pub` (0xed) as unsigned varint. */
const ED25519_PUBLIC = Uint8Array.of(0xed, 0x01);
const PREFIX = 'did:key:z';

/** `did:key` of an Ed25519 public key of 32 bytes (did:key method, W3C Controlled Identifiers Multikey). */
export function didKey(publicKey: Uint8Array): string {
  if (publicKey.length !== 32)
    throw new RangeError(`an Ed25519 public key has 32 bytes, got ${String(publicKey.length)}`);
  return PREFIX + encodeBase58(concatBytes(ED25519_PUBLIC, publicKey));
}

/** The Ed25519 public key (32 bytes) a `did:key` stands for, or undefined when it is not one. */
export function publicKeyOfDid(did: string): Uint8Array | undefined {
  const bytes = did.startsWith(PREFIX) ? decodeBase58(did.slice(PREFIX.length)) : undefined;
  if (bytes?.length !== 34 || bytes[0] !== ED25519_PUBLIC[0] || bytes[1] !== ED25519_PUBLIC[1]) return undefined;
  return bytes.slice(2);
}

/** The verification method of a `did:key`: the key names itself once more behind `#`. */
export function verificationMethod(did: string): string {
  return `${did}#${did.slice('did:key:'.length)}`;
}
