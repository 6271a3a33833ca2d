import { createProof } from '@fieldseal/provenance';
import i18next from 'i18next';
import type { WaitingDocuments } from '../api/model.ts';
import { documentsOf, sendProofs } from './calls.ts';
import { heldKey } from './deviceKey.ts';
import { deviceSigner } from './deviceSigner.ts';
import type { Difference } from './difference.ts';
import { NotSigned } from './notSigned.ts';

/**
 * Reads what waits, has it judged, signs it and sends the proofs. Documents that are signed by now are left alone.
 * @param differences what speaks against signing; asked before anything is signed
 * @throws NotSigned when the documents differ or the key is not here; ProblemError or UnreachableError, after which it may
 * be called again
 */
export async function signWaiting(
  owner: string,
  id: string,
  differences: (documents: WaitingDocuments['documents']) => readonly Difference[],
): Promise<void> {
  const waiting = await documentsOf(id);
  if (waiting.completedAt !== undefined) return;
  const against = differences(waiting.documents).map((name) => i18next.t(`keys.differs.${name}`));
  if (against.length > 0)
    throw new NotSigned(i18next.t('keys.notSigned', { what: against.join(i18next.t('keys.and')) }));
  const key = await heldKey(owner);
  if (key?.did !== waiting.did) throw new NotSigned(i18next.t('keys.missing'));
  const signer = deviceSigner(key);
  const proofs = await Promise.all(waiting.documents.map((document) => createProof(document, signer, new Date())));
  await sendProofs(id, proofs);
}
