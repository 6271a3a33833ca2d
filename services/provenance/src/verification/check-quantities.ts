import type { Certificate } from '../credentials/certificates.ts';
import type { Quantity } from '../credentials/certificate-parts.ts';
import { canonicalIdentifier } from '../events/canonical-identifier.ts';
import type { EpcisEvent } from '../events/schema.ts';
import { addToLot, exceeds, statedAmounts } from './amounts.ts';
import { checkTransformations } from './check-transformations.ts';
import { Refusal } from './report.ts';
import { sourcesOf } from './sources.ts';

/**
 * No transformation gives more than it takes and no lot is used up beyond its harvest, wherever both are stated in
 * comparable units; and certificates about what was made or blended say what the transformations they rest on say.
 * Within the bundle only: a lot shared with other bundles is balanced by the server's ledger.
 */
export function checkQuantities(certificates: readonly Certificate[], events: ReadonlyMap<string, EpcisEvent>): void {
  for (const event of events.values()) {
    if (event.type !== 'TransformationEvent') continue;
    requireCovered(statedAmounts(event.inputQuantityList), statedAmounts(event.outputQuantityList), event.eventID);
  }
  const available = new Map<string, Quantity[]>();
  const used = new Map<string, Quantity[]>();
  for (const { id, credentialSubject } of certificates) {
    const sources = sourcesOf(credentialSubject);
    if ('harvestedFrom' in credentialSubject || ('promises' in credentialSubject && sources)) {
      addToLot(available, credentialSubject.id, credentialSubject.quantity);
    }
    if (!sources || !('quantity' in credentialSubject)) continue;
    requireCovered(
      sources.map(({ quantity }) => quantity),
      [credentialSubject.quantity],
      id,
    );
    for (const { id: lot, quantity } of sources) addToLot(used, lot, quantity);
  }
  for (const [lot, quantities] of used) requireCovered(available.get(lot) ?? [], quantities, lot);
  for (const { id, credentialSubject } of certificates) {
    if (!('promises' in credentialSubject)) continue;
    requireCovered(available.get(canonicalIdentifier(credentialSubject.id)) ?? [], [credentialSubject.quantity], id);
  }
  checkTransformations(certificates, events);
}

function requireCovered(inputs: readonly Quantity[], outputs: readonly Quantity[], subject: string | undefined): void {
  if (exceeds(outputs, inputs)) throw new Refusal('quantity-exceeded', subject);
}
