import {
  bytesToHex,
  canonicalBytes,
  decodeBase58,
  localSigner,
  publicKeyOfDid,
  sha256,
  verifySignature,
} from '@fieldseal/provenance';
import { z } from 'zod';
import type { Canonicalise } from './rdf-canonical.ts';

/** The steps of a Data Integrity proof, each as the suite's text files hold it (VC DI EdDSA 1.0 section 3). */
export interface ProofSteps {
  readonly canonicalDocument: string;
  readonly canonicalProof: string;
  readonly documentHash: string;
  readonly proofHash: string;
  /** What is signed, as hex: hash of the proof options, then hash of the document. */
  readonly combinedHash: string;
}

const JsonObject = z.record(z.string(), z.unknown());
export const SignedDocument = z.looseObject({
  '@context': z.unknown(),
  proof: z.union([JsonObject, z.array(JsonObject)]),
});
export const ProofOptions = z.looseObject({
  type: z.string(),
  cryptosuite: z.string().optional(),
  verificationMethod: z.string(),
  proofValue: z.string(),
});
export const KeyPair = z.object({ publicKeyMultibase: z.string(), privateKeyMultibase: z.string() });

type Json = Readonly<Record<string, unknown>>;

/** @param canonicalise RDF canonicalisation, for the suites that sign RDF */
export async function proofSteps(document: Json, proof: Json, canonicalise: Canonicalise): Promise<ProofSteps> {
  const content = withPreviousProofs(document, proof);
  const options = Object.fromEntries(Object.entries(proof).filter(([name]) => name !== 'proofValue'));
  const isJcs = proof.cryptosuite === 'eddsa-jcs-2022';
  const canonical = isJcs
    ? (value: Json) => Promise.resolve(new TextDecoder().decode(canonicalBytes(value)))
    : canonicalise;
  const canonicalDocument = await canonical(content);
  const canonicalProof = await canonical(isJcs ? options : { ...options, '@context': document['@context'] });
  const documentHash = hashOf(canonicalDocument);
  const proofHash = hashOf(canonicalProof);
  return { canonicalDocument, canonicalProof, documentHash, proofHash, combinedHash: proofHash + documentHash };
}

/** VC Data Integrity 1.0 section 4.4: a proof in a chain covers the proofs it names besides the content. */
function withPreviousProofs(document: Json, { previousProof }: Json): Json {
  const { proof, ...content } = document;
  if (previousProof === undefined) return content;
  const named = new Set(Array.isArray(previousProof) ? previousProof : [previousProof]);
  const present = proofsOf(proof);
  const matching = present.filter(({ id }) => named.has(id));
  if (matching.length !== named.size) throw new Error('a proof names a previous proof that the document lacks');
  return { ...content, proof: matching };
}

export function proofsOf(proof: unknown): Json[] {
  return z.union([JsonObject.transform((one) => [one]), z.array(JsonObject)]).parse(proof);
}

function hashOf(text: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(text)));
}

export function signatureBytes(proofValue: string): Uint8Array {
  const bytes = proofValue.startsWith('z') ? decodeBase58(proofValue.slice(1)) : undefined;
  if (bytes?.length !== 64) throw new Error('proofValue is not the base58btc multibase of 64 bytes');
  return bytes;
}

/** Whether the signature is that of the `did:key` a verification method names. */
export function isSignedBy(verificationMethod: string, message: Uint8Array, signature: Uint8Array): boolean {
  const publicKey = publicKeyOfDid(verificationMethod.split('#')[0] ?? '');
  return publicKey !== undefined && verifySignature(publicKey, message, signature);
}

/** Signs with a key pair of the suite: Multikey, header 0x8026 before the 32 bytes of the seed. */
export async function signWith(
  { publicKeyMultibase, privateKeyMultibase }: z.infer<typeof KeyPair>,
  message: Uint8Array,
) {
  const seed = decodeBase58(privateKeyMultibase.slice(1))?.slice(2) ?? new Uint8Array();
  const signer = localSigner(seed);
  if (signer.did !== `did:key:${publicKeyMultibase}`) throw new Error('the key pair’s halves do not belong together');
  return signer.sign(message);
}
