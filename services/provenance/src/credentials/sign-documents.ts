import { hexToBytes, sha256OfText } from '../bytes.ts';
import type { JsonObject } from '../json.ts';
import { encodeBase58 } from './base58.ts';
import { CRYPTOSUITE, type Proof } from './data-integrity.ts';
import { verificationMethod } from './did-key.ts';
import { canonicalText } from './canonical-text.ts';
import { canonicalJson } from './jcs.ts';
import type { Signer } from './signer.ts';

/** A document signed once, as it is stored and sealed. */
export interface SignedText {
  readonly proof: Proof;
  /** The signed document in canonical form (RFC 8785). */
  readonly text: string;
  /** SHA-256 of the text, hexadecimal: what the seal log stores. */
  readonly digest: string;
}

/**
 * The proofs that `signDocument` would make, for many documents of one signer and time: each document is walked through
 * once, where signing and digesting it alone take three walks, and signatures are made while the next are prepared.
 * @param documents without proofs
 * @param created time of signing
 * @throws Error when a document has a proof or is not JSON
 */
export async function signDocuments(
  documents: readonly JsonObject[],
  signer: Signer,
  created: Date,
): Promise<SignedText[]> {
  const proofsOf = new Map<string, ProofOptions>();
  const signed: Promise<SignedText>[] = [];
  for (const document of documents) {
    const context = JSON.stringify({ '@context': document['@context'] });
    const options = proofsOf.get(context) ?? proofOptions(document, signer, created);
    proofsOf.set(context, options);
    signed.push(sign(document, options, signer));
  }
  return Promise.all(signed);
}

const EMPTY_VALUE = '"proofValue":""';

interface ProofOptions {
  readonly options: Omit<Proof, 'proofValue'>;
  readonly digest: Uint8Array;
  /** Canonical text of the proof before and after its value: `proofValue` sorts between the others. */
  readonly around: readonly [string, string];
}

function proofOptions(document: JsonObject, signer: Signer, created: Date): ProofOptions {
  const options = {
    ...(document['@context'] === undefined ? {} : { '@context': document['@context'] }),
    type: 'DataIntegrityProof' as const,
    cryptosuite: CRYPTOSUITE,
    created: created.toISOString().replace(/\.\d+Z$/, 'Z'),
    verificationMethod: verificationMethod(signer.did),
    proofPurpose: 'assertionMethod' as const,
  };
  const text = canonicalJson({ ...options, proofValue: '' });
  // The last one: contexts sort before it and may hold anything.
  const at = text.lastIndexOf(EMPTY_VALUE);
  const [before, after] = [text.slice(0, at), text.slice(at + EMPTY_VALUE.length)];
  const digest = hexToBytes(sha256OfText(canonicalJson(options)));
  return { options, digest, around: [`${before}"proofValue":"`, `"${after}`] };
}

/** Section 3.3.1 of VC Data Integrity EdDSA Cryptosuites 1.0. */
async function sign(document: JsonObject, proof: ProofOptions, signer: Signer): Promise<SignedText> {
  const [before, after] = canonicalHalves(document);
  const message = new Uint8Array(64);
  message.set(proof.digest);
  message.set(hexToBytes(sha256OfText(objectText(before, after))), 32);
  const proofValue = `z${encodeBase58(await signer.sign(message))}`;
  const text = objectText(before, `"proof":${proof.around.join(proofValue)}`, after);
  return { proof: { ...proof.options, proofValue }, text, digest: sha256OfText(text) };
}

/** The canonical text of the members that sort before and after `proof` (RFC 8785 section 3.2.3). */
function canonicalHalves(document: JsonObject): readonly [string, string] {
  if (document.proof !== undefined) throw new TypeError('a document that has a proof already is signed by itself');
  const members = Object.entries(document);
  const before = Object.fromEntries(members.filter(([name]) => name < 'proof'));
  const after = Object.fromEntries(members.filter(([name]) => name > 'proof'));
  return [canonicalText(before).slice(1, -1), canonicalText(after).slice(1, -1)];
}

function objectText(...parts: readonly string[]): string {
  return `{${parts.filter((part) => part !== '').join()}}`;
}
