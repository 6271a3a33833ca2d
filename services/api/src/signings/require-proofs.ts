import { verifyProofs } from '@fieldseal/provenance';
import type { DeviceProof } from '../device-keys/proof.schemas.ts';
import { Problem, type ProblemFault } from '../platform/problems.ts';

/** A phone's clock may be wrong, not absurd. */
const CLOCK_MS = 86_400_000;

/**
 * Every document has one proof, in the same order, of this very key.
 * @param did whose proofs they must be
 * @throws Problem invalid-input naming each proof at fault
 */
export function requireProofs(
  documents: readonly Readonly<Record<string, unknown>>[],
  proofs: readonly DeviceProof[],
  did: string,
  now: Date,
): void {
  if (proofs.length !== documents.length)
    throw new Problem('invalid-input', `${documents.length} documents need as many proofs, not ${proofs.length}.`, [
      { pointer: '/proofs', code: 'proofs-missing', detail: 'one proof for each document, in their order' },
    ]);
  const faults = documents.flatMap((document, i) => faultOf(document, proofs[i], did, now, i));
  if (faults.length > 0)
    throw new Problem('invalid-input', 'The documents are not signed as they stand; read them again and sign them.', [
      ...faults.slice(0, 20),
    ]);
}

function faultOf(
  document: Readonly<Record<string, unknown>>,
  proof: DeviceProof | undefined,
  did: string,
  now: Date,
  i: number,
): ProblemFault[] {
  const pointer = `/proofs/${i}`;
  const [result] = verifyProofs({ ...document, proof });
  if (result?.verified !== true)
    return [{ pointer, code: 'proof-wrong', detail: 'this proof is not over the document as it stands' }];
  if (result.did !== did) return [{ pointer, code: 'key-wrong', detail: `this proof is not by ${did}` }];
  if (Math.abs(Date.parse(proof?.created ?? '') - now.getTime()) > CLOCK_MS)
    return [{ pointer, code: 'clock-wrong', detail: "the phone's clock is more than a day off" }];
  return [];
}
