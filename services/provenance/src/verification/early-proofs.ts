import { isKnownSignature } from '#ed25519';
import type { Bundle } from '../bundle/schema.ts';
import { judgeProof, readProofs } from '../credentials/data-integrity.ts';
import type { ProofResult, ReadProof } from '../credentials/data-integrity.ts';
import type { JsonObject } from '../json.ts';

/** Gives the results for a document. Documents are compared by identity and must not change. */
export type Proofs = (document: JsonObject) => ProofResult[];

/**
 * Reads the proofs of a bundle while the chain is being asked, and lets the browser vouch for what it can. A signature that
 * it does not vouch for is checked when its turn comes, if it comes. Never rejects.
 * @param isKnown whether a signature is certainly genuine; false says nothing
 */
export async function proofsOf(
  { certificates, events, declarations, statusLists }: Bundle,
  isKnown = isKnownSignature,
): Promise<Proofs> {
  const sealed = [...certificates, ...events, ...declarations].map(({ document }) => document);
  const read = new Map([...sealed, ...statusLists].map((document: JsonObject) => [document, readProofs(document)]));
  const known = new Set<ReadProof>();
  const look = async (proof: ReadProof): Promise<void> => {
    if (!('claim' in proof)) return;
    const { publicKey, message, signature } = proof.claim;
    if (await isKnown(publicKey, message, signature)) known.add(proof);
  };
  await Promise.all(Array.from(read.values()).flat().map(look));
  return (document) => (read.get(document) ?? readProofs(document)).map((proof) => judgeProof(proof, known.has(proof)));
}
