import { eventHash } from '../events/event-hash.ts';
import { epcisEventSchema } from '../events/schema.ts';
import type { EpcisEvent } from '../events/schema.ts';
import { signDocument } from './data-integrity.ts';
import type { Proof } from './data-integrity.ts';
import type { Signer } from './signer.ts';

export const EPCIS_CONTEXT = 'https://ref.gs1.org/standards/epcis/epcis-context.jsonld';

export type SignedEvent = EpcisEvent & { eventID: string; proof: Proof | Proof[] };

/**
 * One event that stands alone: with its JSON-LD context, identified by its CBV event hash. What is left is to sign it.
 * @throws ZodError naming every field at fault
 */
export function identifyEvent(event: EpcisEvent): EpcisEvent & { eventID: string } {
  const valid = epcisEventSchema.parse({ '@context': [EPCIS_CONTEXT], ...event });
  return { ...valid, eventID: eventHash(valid) };
}

/**
 * One event that stands alone, identified and signed.
 * @param created time of signing
 * @throws ZodError naming every field at fault
 */
export async function signEvent(event: EpcisEvent, signer: Signer, created: Date): Promise<SignedEvent> {
  return signDocument(identifyEvent(event), signer, created);
}
