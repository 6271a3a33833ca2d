import type { Certificate } from '../credentials/certificates.ts';
import type { Quantity } from '../credentials/certificate-parts.ts';
import type { EpcisEvent } from '../events/schema.ts';
import { addToLot, exceeds, statedAmounts } from './amounts.ts';
import { checkTransformations } from './check-transformations.ts';
import { Refusal } from './report.ts';

/**
 * No transformation gives more than it takes and no lot is used up beyond its harvest, wherever both are stated in
 * comparable units; and identity certificates say what the transformations they rest on say. Within the bundle only: a
 * lot shared with other bundles is balanced by the server's ledger.
 */
export function checkQuantities(certificates: readonly Certificate[], events: ReadonlyMap<string, EpcisEvent>): void {
  for (const event of events.values()) {
    if (event.type !== 'TransformationEvent') continue;
    requireCovered(statedAmounts(event.inputQuantityList), statedAmounts(event.outputQuantityList), event.eventID);
  }
  const harvested = new Map<string, Quantity[]>();
  const used = new Map<string, Quantity[]>();
  for (const { id, credentialSubject } of certificates) {
    if ('harvestedFrom' in credentialSubject) addToLot(harvested, credentialSubject.id, credentialSubject.quantity);
    if (!('madeFrom' in credentialSubject)) continue;
    requireCovered(
      credentialSubject.madeFrom.map(({ quantity }) => quantity),
      [credentialSubject.quantity],
      id,
    );
    for (const { id: lot, quantity } of credentialSubject.madeFrom) addToLot(used, lot, quantity);
  }
  for (const [lot, quantities] of used) requireCovered(harvested.get(lot) ?? [], quantities, lot);
  checkTransformations(certificates, events);
}

function requireCovered(inputs: readonly Quantity[], outputs: readonly Quantity[], subject: string | undefined): void {
  if (exceeds(outputs, inputs)) throw new Refusal('quantity-exceeded', subject);
}
