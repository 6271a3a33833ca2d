import type { Certificate, CertificateType } from '../credentials/certificates.ts';

/** A name in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Whoever signed: the issuer's own key, the key of a phone of the issuer, or the body that counter-signed. */
export type SignerRole = 'issuer' | 'phone' | 'countersigner';

export interface SheetSigner {
  /** `did:key` that the signature verifies with. */
  readonly did: string;
  readonly role: SignerRole;
  /** The organisation; absent when the key is not known here. */
  readonly name?: Bilingual | undefined;
  /** RFC 3339. */
  readonly signedAt?: string | undefined;
}

export interface SheetEvent {
  /** CBV event hash id, `ni:///sha-256;…?ver=CBV2.0`. */
  readonly hash: string;
  readonly type: string;
  /** CBV business step, bare word. */
  readonly step?: string | undefined;
  /** RFC 3339. */
  readonly time?: string | undefined;
  /** Where the signed event can be read. */
  readonly address: string;
  /** When it was declared wrong, if it was; RFC 3339. */
  readonly declaredWrongAt?: string | undefined;
}

export interface SheetPredecessor {
  /** UUID. */
  readonly id: string;
  readonly type: CertificateType;
  readonly issuer: Bilingual;
  /** RFC 3339. */
  readonly validFrom: string;
  /** SHA-256 of the signed document, hex. */
  readonly digest: string;
  /** Where it can be read. */
  readonly address: string;
}

/** Whether a certificate still holds; with whoever withdrew it, when and why. Times are RFC 3339. */
export interface Standing {
  readonly state: 'valid' | 'expired' | 'suspended' | 'revoked';
  readonly since?: string | undefined;
  readonly reason?: string | undefined;
  readonly by?: Bilingual | undefined;
}

/** The first head on the chain that covers the certificate. */
export interface SheetSeal {
  readonly leafIndex: number;
  readonly treeSize: number;
  /** Hex. */
  readonly root: string;
  /** Hash of the transaction that sealed it, `0x…`. */
  readonly transaction: string;
  /** RFC 3339. */
  readonly sealedAt: string;
  readonly chainId: number;
  /** Address of the contract that keeps the heads. */
  readonly sealLog: string;
}

/** A signed certificate with all that a page or a print of it shows. */
export interface Sheet {
  readonly certificate: Certificate;
  /** SHA-256 of the signed document, hex. */
  readonly digest: string;
  /** Where this certificate can be read and verified. */
  readonly address: string;
  /** Digital Link of the lot or piece that it is about. */
  readonly link: string;
  readonly standing: Standing;
  readonly signers: readonly SheetSigner[];
  readonly events: readonly SheetEvent[];
  readonly before: readonly SheetPredecessor[];
  readonly seal?: SheetSeal | undefined;
}
