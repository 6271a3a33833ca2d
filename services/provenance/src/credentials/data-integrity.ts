import * as z from 'zod/mini';
import { concatBytes, equalBytes, sha256 } from '../bytes.ts';
import { dateTime } from '../text-schemas.ts';
import type { JsonObject } from '../json.ts';
import { decodeBase58, encodeBase58 } from './base58.ts';
import { publicKeyOfDid, verificationMethod } from './did-key.ts';
import { canonicalBytes } from './jcs.ts';
import { verifySignature } from './signer.ts';
import type { Signer } from './signer.ts';

export const CRYPTOSUITE = 'eddsa-jcs-2022' as const;

/** A Data Integrity proof as this project writes and accepts it (VC Data Integrity 1.0 section 2.1). */
export const proofSchema = z.strictObject({
  '@context': z.optional(z.unknown()),
  id: z.optional(z.string().check(z.maxLength(200))),
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal(CRYPTOSUITE),
  created: z.optional(dateTime),
  verificationMethod: z.string().check(z.maxLength(200)),
  proofPurpose: z.literal('assertionMethod'),
  proofValue: z.string().check(z.maxLength(100), z.regex(/^z/, 'must be multibase base58btc')),
});

export type Proof = z.infer<typeof proofSchema>;

/** One proof, or several over the same content: a proof set. */
export const proofsSchema = z.union([proofSchema, z.array(proofSchema).check(z.minLength(1), z.maxLength(8))]);

export interface ProofResult {
  readonly verified: boolean;
  /** `did:key` of the signer, when the proof names one. */
  readonly did?: string;
  readonly created?: string;
  /** Why not, for a log; the words for people are in `verification/outcomes.ts`. */
  readonly reason?: 'malformed' | 'context-differs' | 'key-unreadable' | 'signature-wrong';
}

/**
 * A proof over a document without proof (VC Data Integrity EdDSA Cryptosuites 1.0, section 3.3.1, `eddsa-jcs-2022`).
 * @param created date-time of signing
 */
export async function createProof(document: JsonObject, signer: Signer, created: Date): Promise<Proof> {
  return prove(document, signer, created, { proofPurpose: 'assertionMethod' });
}

/** The same with a purpose of the caller's, and what else a proof may state. */
export async function prove<More extends { readonly proofPurpose: string }>(
  document: JsonObject,
  signer: Signer,
  created: Date,
  more: More,
) {
  const options = {
    ...(document['@context'] === undefined ? {} : { '@context': document['@context'] }),
    type: 'DataIntegrityProof' as const,
    cryptosuite: CRYPTOSUITE,
    created: created.toISOString().replace(/\.\d+Z$/, 'Z'),
    verificationMethod: verificationMethod(signer.did),
    ...more,
  } as const;
  const signature = await signer.sign(hashData(withoutProof(document), options));
  return { ...options, proofValue: `z${encodeBase58(signature)}` };
}

/** The document with one more proof: alone the first time, then as a set. Each covers the content, not other proofs. */
export async function signDocument<Document extends JsonObject>(
  document: Document,
  signer: Signer,
  created: Date,
): Promise<Document & { proof: Proof | Proof[] }> {
  const proof = await createProof(document, signer, created);
  if (document.proof === undefined) return { ...document, proof };
  const before = proofsSchema.parse(document.proof);
  return { ...document, proof: [...(Array.isArray(before) ? before : [before]), proof] };
}

/** Verifies every proof of a document; an empty list when it has none. Never throws. */
export function verifyProofs(document: JsonObject): ProofResult[] {
  return readProofs(document).map((proof) => judgeProof(proof));
}

/** Whose signature a proof says to be over which bytes. */
interface Claim {
  readonly did: string;
  readonly created?: string;
  readonly publicKey: Uint8Array;
  /** What was signed, 64 bytes. */
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** A proof before its signature is checked; without a claim when there is nothing to check. */
export type ReadProof = { readonly claim: Claim } | { readonly reason: NonNullable<ProofResult['reason']> };

/** Every proof of a document, which is hashed once; an empty list when it has none. Never throws. */
export function readProofs(document: JsonObject): ReadProof[] {
  const { proof } = document;
  const proofs: readonly unknown[] = Array.isArray(proof) ? proof : proof === undefined ? [] : [proof];
  const content = withoutProof(document);
  let hash: Uint8Array | undefined;
  const contentHash = () => (hash ??= hashOf(content));
  return proofs.map((candidate) => {
    try {
      return readProof(content, contentHash, candidate);
    } catch {
      return { reason: 'malformed' };
    }
  });
}

function readProof(content: JsonObject, contentHash: () => Uint8Array, candidate: unknown): ReadProof {
  const parsed = proofSchema.safeParse(candidate);
  if (!parsed.success) return { reason: 'malformed' };
  const { proofValue, ...options } = parsed.data;
  if (!contextCovers(options['@context'], content['@context'])) return { reason: 'context-differs' };
  const did = options.verificationMethod.split('#')[0] ?? '';
  const publicKey = publicKeyOfDid(did);
  const signature = decodeBase58(proofValue.slice(1));
  if (!publicKey || !signature || options.verificationMethod !== verificationMethod(did)) {
    return { reason: 'key-unreadable' };
  }
  const created = options.created === undefined ? {} : { created: options.created };
  return { claim: { did, ...created, publicKey, message: concatBytes(hashOf(options), contentHash()), signature } };
}

/** @param isKnown whether its signature is known to be genuine already */
export function judgeProof(proof: ReadProof, isKnown = false): ProofResult {
  if (!('claim' in proof)) return { verified: false, reason: proof.reason };
  const { publicKey, message, signature, ...signer } = proof.claim;
  if (isKnown || verifySignature(publicKey, message, signature)) return { verified: true, ...signer };
  return { verified: false, ...signer, reason: 'signature-wrong' };
}

/** Section 3.3.4: hash of the proof options, then hash of the content, 64 bytes. */
export function hashData(content: JsonObject, options: JsonObject): Uint8Array {
  return concatBytes(hashOf(options), hashOf(content));
}

function hashOf(value: JsonObject): Uint8Array {
  return sha256(canonicalBytes(value));
}

/**
 * The standard lets a holder append contexts after signing, and those would escape the signature. Here the contexts
 * must be the very same, so that nothing about a document is unsigned.
 */
function contextCovers(signed: unknown, present: unknown): boolean {
  if (signed === undefined) return true;
  return equalBytes(canonicalBytes(signed), canonicalBytes(present ?? null));
}

export function withoutProof(document: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(document).filter(([name]) => name !== 'proof'));
}
