import * as z from 'zod/mini';
import { dateTime, uri } from '../text-schemas.ts';
import { publicKeyOfDid } from './did-key.ts';

const MAX_KEYS = 200;

/** What a key may be used for: to issue, or to present. */
export type KeyPurpose = 'assertionMethod' | 'authentication';

/** A public key as Multikey (W3C Controlled Identifiers 1.0 section 2.2.2). */
const multikey = z.looseObject({
  id: uri,
  type: z.enum(['Multikey', 'Ed25519VerificationKey2020']),
  controller: uri,
  publicKeyMultibase: z.string().check(z.maxLength(200)),
  /** When the key came into use. */
  created: z.optional(dateTime),
  expires: z.optional(dateTime),
  revoked: z.optional(dateTime),
});

type Multikey = z.infer<typeof multikey>;

const references = z.optional(z.array(z.union([uri, multikey])).check(z.maxLength(MAX_KEYS)));

/** What is read of a DID document (W3C DID Core 1.0): its keys and what they may be used for. */
const didDocumentSchema = z.looseObject({
  id: uri,
  alsoKnownAs: z.optional(z.array(uri).check(z.maxLength(MAX_KEYS))),
  verificationMethod: z.optional(z.array(z.looseObject({ id: uri })).check(z.maxLength(MAX_KEYS))),
  assertionMethod: references,
  authentication: references,
});

/** One key in the history of an organisation. */
export interface KeyRecord {
  /** `did:key` of the public key. */
  readonly did: string;
  readonly from: Date;
  /** When it was given up; the newest key has none. */
  readonly revokedAt?: Date;
}

const DOCUMENT_CONTEXT = [
  'https://www.w3.org/ns/did/v1',
  'https://w3id.org/security/multikey/v1',
  { created: { '@id': 'http://purl.org/dc/terms/created', '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' } },
] as const;

/**
 * The DID document of an organisation with every key it ever had: the present ones may sign, former ones stay with the
 * time at which they were given up, so that what they signed before can still be verified.
 */
export function didDocument(did: string, keys: readonly KeyRecord[]) {
  const present = keys.filter(({ revokedAt }) => revokedAt === undefined).map((key) => methodId(did, key));
  return {
    '@context': [...DOCUMENT_CONTEXT],
    id: did,
    alsoKnownAs: keys.map((key) => key.did),
    verificationMethod: keys.map((key) => ({
      id: methodId(did, key),
      type: 'Multikey' as const,
      controller: did,
      publicKeyMultibase: multibaseOf(key),
      created: key.from.toISOString(),
      ...(key.revokedAt === undefined ? {} : { revoked: key.revokedAt.toISOString() }),
    })),
    assertionMethod: present,
    authentication: present,
  };
}

export type KeyFault = 'key-unknown' | 'key-not-authorised' | 'key-not-yet-valid' | 'key-revoked';

export type FoundKey = { readonly publicKey: Uint8Array } | { readonly fault: KeyFault };

/**
 * The Ed25519 key behind a verification method, from a document at hand; nothing is fetched.
 * @param at the moment for which the key must have been valid: a former key still verifies what it signed before
 */
export function keyIn(document: unknown, method: string, use: KeyPurpose, at: Date): FoundKey {
  const parsed = didDocumentSchema.safeParse(document);
  if (!parsed.success || parsed.data.id !== method.split('#')[0]) return { fault: 'key-unknown' };
  const { verificationMethod = [], [use]: allowed = [] } = parsed.data;
  const embedded = allowed.filter((item) => typeof item !== 'string');
  const found = multikey.safeParse([...embedded, ...verificationMethod].find(({ id }) => id === method));
  const key = found.success && found.data.controller === parsed.data.id ? found.data : undefined;
  const publicKey = key && publicKeyOfDid(`did:key:${key.publicKeyMultibase}`);
  if (!publicKey) return { fault: 'key-unknown' };
  const fault = faultAt(key, at) ?? (isAllowed(key, allowed) ? undefined : 'key-not-authorised');
  return fault === undefined ? { publicKey } : { fault };
}

/** A former key has left the list of those that may sign. */
function isAllowed({ id, revoked }: Multikey, allowed: readonly (string | Multikey)[]): boolean {
  return revoked !== undefined || allowed.some((item) => (typeof item === 'string' ? item : item.id) === id);
}

function faultAt({ created, expires, revoked }: Multikey, at: Date): KeyFault | undefined {
  const time = at.getTime();
  if (created !== undefined && time < Math.floor(Date.parse(created) / 1000) * 1000) return 'key-not-yet-valid';
  return [expires, revoked].some((end) => end !== undefined && time >= Date.parse(end)) ? 'key-revoked' : undefined;
}

function methodId(did: string, key: KeyRecord): string {
  return `${did}#${multibaseOf(key)}`;
}

function multibaseOf({ did }: KeyRecord): string {
  return did.slice('did:key:'.length);
}
