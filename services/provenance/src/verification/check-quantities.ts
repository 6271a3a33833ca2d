import type { Certificate } from '../credentials/certificates.ts';
import type { Quantity } from '../credentials/certificate-parts.ts';
import { canonicalIdentifier } from '../events/canonical-identifier.ts';
import type { EpcisEvent } from '../events/schema.ts';
import { Refusal } from './report.ts';

/** Grams in a unit of mass (UN/CEFACT Recommendation 20); other units are compared only with themselves. */
const GRAMS: Readonly<Record<string, number>> = { MGM: 0.001, GRM: 1, KGM: 1_000, TNE: 1_000_000 };

/** Rounding of decimal fractions is no surplus. */
const TOLERANCE = 1e-9;

/**
 * No transformation gives more than it takes and no lot is used up beyond its harvest, wherever both are stated in
 * comparable units. Within the bundle only: a lot shared with other bundles is balanced by the server's ledger.
 */
export function checkQuantities(certificates: readonly Certificate[], events: Iterable<EpcisEvent>): void {
  for (const event of events) {
    if (event.type !== 'TransformationEvent') continue;
    requireCovered(amounts(event.inputQuantityList), amounts(event.outputQuantityList), event.eventID);
  }
  const harvested = new Map<string, Quantity[]>();
  const used = new Map<string, Quantity[]>();
  for (const { id, credentialSubject } of certificates) {
    if ('harvestedFrom' in credentialSubject) add(harvested, credentialSubject.id, credentialSubject.quantity);
    if (!('madeFrom' in credentialSubject)) continue;
    requireCovered(
      credentialSubject.madeFrom.map(({ quantity }) => quantity),
      [credentialSubject.quantity],
      id,
    );
    for (const { id: lot, quantity } of credentialSubject.madeFrom) add(used, lot, quantity);
  }
  for (const [lot, quantities] of used) requireCovered(harvested.get(lot) ?? [], quantities, lot);
}

function amounts(list: readonly { quantity?: number | undefined; uom?: string | undefined }[] | undefined): Quantity[] {
  return (list ?? []).flatMap(({ quantity, uom }) =>
    quantity === undefined || uom === undefined ? [] : [{ value: quantity, unit: uom }],
  );
}

function requireCovered(inputs: readonly Quantity[], outputs: readonly Quantity[], subject: string | undefined): void {
  const given = totals(inputs);
  for (const [unit, needed] of totals(outputs)) {
    const available = given.get(unit);
    if (available !== undefined && needed > available * (1 + TOLERANCE))
      throw new Refusal('quantity-exceeded', subject);
  }
}

function totals(quantities: readonly Quantity[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { value, unit } of quantities) {
    const grams = GRAMS[unit];
    const name = grams === undefined ? unit : 'GRM';
    sums.set(name, (sums.get(name) ?? 0) + value * (grams ?? 1));
  }
  return sums;
}

function add(lots: Map<string, Quantity[]>, lot: string, quantity: Quantity): void {
  const key = canonicalIdentifier(lot);
  lots.set(key, [...(lots.get(key) ?? []), quantity]);
}
