import * as z from 'zod/mini';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { dateTime, uri } from '../text-schemas.ts';
import { decodeBase58 } from './base58.ts';
import { CRYPTOSUITE, hashData, withoutProof } from './data-integrity.ts';
import { keyIn } from './did-document.ts';
import type { FoundKey, KeyFault, KeyPurpose } from './did-document.ts';
import { publicKeyOfDid, verificationMethod } from './did-key.ts';
import { canonicalBytes } from './jcs.ts';
import { equalBytes } from '../bytes.ts';
import { verifySignature } from './signer.ts';

const MAX_PROOFS = 20;
const SKEW_MS = 300_000;
const text = z.string().check(z.maxLength(2_000));
const texts = z.union([text, z.array(text).check(z.minLength(1), z.maxLength(MAX_PROOFS))]);

/** Any Data Integrity proof (W3C VC Data Integrity 1.0 section 2.1); members it does not name are signed all the same. */
const anyProof = z.looseObject({
  '@context': z.optional(z.unknown()),
  id: z.optional(uri),
  type: z.literal('DataIntegrityProof'),
  cryptosuite: text,
  created: z.optional(dateTime),
  expires: z.optional(dateTime),
  verificationMethod: uri,
  proofPurpose: text,
  proofValue: text,
  domain: z.optional(texts),
  challenge: z.optional(text),
  previousProof: z.optional(texts),
});

type AnyProof = z.infer<typeof anyProof>;

export type ProofFaultCode =
  | KeyFault
  | 'proof-missing'
  | 'proof-malformed'
  | 'proof-unsupported'
  | 'proof-context-differs'
  | 'proof-purpose-differs'
  | 'proof-expired'
  | 'proof-dated-ahead'
  | 'proof-chain-broken'
  | 'challenge-differs'
  | 'domain-differs'
  | 'signature-wrong';

export interface ProofExpectation {
  readonly purpose: KeyPurpose;
  readonly now: Date;
  /** What the verifier asked the holder to sign over. */
  readonly challenge?: string;
  readonly domain?: string;
  /** The document of a DID that is not a `did:key`, when the verifier has it. */
  readonly resolve?: (did: string) => unknown;
}

export interface CheckedProof {
  /** DID that controls the key, when the proof is good. */
  readonly signer?: string;
  readonly fault?: ProofFaultCode;
}

/** Checks every proof of a document, each alone (a set) or over those it names (a chain). Never throws. */
export function checkProofs(document: JsonObject, expected: ProofExpectation): CheckedProof[] {
  const { proof } = document;
  if (proof === undefined) return [{ fault: 'proof-missing' }];
  const proofs: readonly unknown[] = Array.isArray(proof) ? proof : [proof];
  if (proofs.length === 0) return [{ fault: 'proof-missing' }];
  if (proofs.length > MAX_PROOFS) return [{ fault: 'proof-malformed' }];
  return proofs.map((candidate) => {
    try {
      return checkProof(document, candidate, proofs, expected);
    } catch {
      return { fault: 'proof-malformed' };
    }
  });
}

function checkProof(
  document: JsonObject,
  candidate: unknown,
  proofs: readonly unknown[],
  expected: ProofExpectation,
): CheckedProof {
  const parsed = anyProof.safeParse(candidate);
  if (!parsed.success) return { fault: 'proof-malformed' };
  const proof = parsed.data;
  if (proof.cryptosuite !== CRYPTOSUITE) return { fault: 'proof-unsupported' };
  const fault = optionFault(proof, expected);
  if (fault) return { fault };
  const content = securedContent(document, proof, proofs);
  if ('fault' in content) return content;
  const key = keyOf(proof, expected);
  if ('fault' in key) return key;
  const { proofValue, ...options } = isJsonObject(candidate) ? candidate : {};
  const signature = proof.proofValue.startsWith('z') ? decodeBase58(proof.proofValue.slice(1)) : undefined;
  if (signature?.length !== 64 || proofValue !== proof.proofValue) return { fault: 'proof-malformed' };
  if (!verifySignature(key.publicKey, hashData(content.document, options), signature)) {
    return { fault: 'signature-wrong' };
  }
  return { signer: didOf(proof) };
}

/** Section 4.4: purpose, times, and what the verifier asked for. */
function optionFault(proof: AnyProof, { purpose, now, challenge, domain }: ProofExpectation) {
  const { created, expires } = proof;
  if (proof.proofPurpose !== purpose) return 'proof-purpose-differs';
  if (created !== undefined && Date.parse(created) > now.getTime() + SKEW_MS) return 'proof-dated-ahead';
  if (expires !== undefined && Date.parse(expires) <= now.getTime()) return 'proof-expired';
  if (challenge !== undefined && proof.challenge !== challenge) return 'challenge-differs';
  if (domain !== undefined && ![proof.domain].flat().includes(domain)) return 'domain-differs';
  return undefined;
}

/**
 * What the signature covers: the document without proofs, with the contexts the proof was made under (VC DI EdDSA 1.0
 * section 3.3.2), and the proofs it builds on (VC Data Integrity 1.0 section 4.3).
 */
function securedContent(
  document: JsonObject,
  { '@context': context, previousProof }: AnyProof,
  proofs: readonly unknown[],
): { readonly document: JsonObject } | { readonly fault: ProofFaultCode } {
  const named = previousProof === undefined ? [] : [previousProof].flat();
  const previous = proofs.filter((proof) => isJsonObject(proof) && named.some((id) => id === proof.id));
  if (previous.length !== new Set(named).size) return { fault: 'proof-chain-broken' };
  const content = { ...withoutProof(document), ...(named.length === 0 ? {} : { proof: previous }) };
  if (context === undefined) return { document: content };
  if (!beginsWith(document['@context'], context)) return { fault: 'proof-context-differs' };
  return { document: { ...content, '@context': context } };
}

function beginsWith(contexts: unknown, signed: unknown): boolean {
  const all: readonly unknown[] = [contexts].flat();
  const first: readonly unknown[] = [signed].flat();
  return first.every((context, index) => equalBytes(canonicalBytes(context), canonicalBytes(all[index] ?? null)));
}

function keyOf(proof: AnyProof, { resolve, purpose, now }: ProofExpectation): FoundKey {
  const did = didOf(proof);
  if (!did.startsWith('did:key:')) {
    const at = proof.created === undefined ? now : new Date(proof.created);
    return keyIn(resolve?.(did), proof.verificationMethod, purpose, at);
  }
  const publicKey = publicKeyOfDid(did);
  const isOwn = proof.verificationMethod === verificationMethod(did);
  return publicKey && isOwn ? { publicKey } : { fault: 'key-unknown' };
}

function didOf({ verificationMethod: method }: AnyProof): string {
  return method.split('#')[0] ?? '';
}
