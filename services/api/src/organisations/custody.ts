import type { Signer } from '@fieldseal/provenance';

/** An Ed25519 issuer key as the database keeps it: its encrypted seed, or the name a key service knows it by. */
export interface HeldKey {
  /** Public key, 32 bytes. */
  readonly issuerKey: Buffer;
  /** Encrypted seed of a key that is kept here. */
  readonly issuerSecret: Buffer | null;
  /** The key service's name of a key that never leaves it. */
  readonly issuerHandle: string | null;
}

/** Where the secret halves of issuer keys live. One more kind of key service is one more of these. */
export interface Custody {
  /** Makes a key. @param owner id of the organisation that it is for */
  create(owner: string): Promise<HeldKey>;
  /** A signer over a key made here for the same owner. */
  signer(owner: string, key: HeldKey): Signer;
}
