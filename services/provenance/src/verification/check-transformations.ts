import type { Certificate } from '../credentials/certificates.ts';
import type { Quantity } from '../credentials/certificate-parts.ts';
import { canonicalIdentifier } from '../events/canonical-identifier.ts';
import type { EpcisEvent } from '../events/schema.ts';
import { addToLot, covers, exceeds, statedAmounts } from './amounts.ts';
import { Refusal } from './report.ts';
import { sourcesOf } from './sources.ts';

type Transformation = Extract<EpcisEvent, { type: 'TransformationEvent' }>;

/**
 * Every lot that something was made or blended from went, with at least that amount, into the transformations its
 * certificate cites; and it claims no more of its own lot than came out of them, where they state that in a comparable
 * unit.
 */
export function checkTransformations(
  certificates: readonly Certificate[],
  events: ReadonlyMap<string, EpcisEvent>,
): void {
  for (const { evidence, credentialSubject } of certificates) {
    const sources = sourcesOf(credentialSubject);
    if (!sources || !('quantity' in credentialSubject)) continue;
    const { id: made, quantity } = credentialSubject;
    const cited = transformationsOf(evidence, events);
    const inputs = amountsByLot(cited.flatMap(({ inputQuantityList = [] }) => inputQuantityList));
    const outputs = amountsByLot(cited.flatMap(({ outputQuantityList = [] }) => outputQuantityList));
    const claimed = new Map<string, Quantity[]>();
    for (const { id, quantity: taken } of sources) addToLot(claimed, id, taken);
    for (const { id } of sources) {
      const lot = canonicalIdentifier(id);
      if (!covers(inputs.get(lot) ?? [], claimed.get(lot) ?? [])) throw new Refusal('transformation-differs', id);
    }
    if (exceeds([quantity], outputs.get(canonicalIdentifier(made)) ?? [])) {
      throw new Refusal('transformation-differs', made);
    }
  }
}

/** Each once, though a certificate may list it twice. */
function transformationsOf(
  evidence: Certificate['evidence'],
  events: ReadonlyMap<string, EpcisEvent>,
): Transformation[] {
  return Array.from(new Set(evidence.map(({ id }) => id))).flatMap((id) => {
    const event = events.get(id);
    return event?.type === 'TransformationEvent' ? [event] : [];
  });
}

function amountsByLot(list: NonNullable<Transformation['inputQuantityList']>): Map<string, Quantity[]> {
  const lots = new Map<string, Quantity[]>();
  for (const element of list) addToLot(lots, element.epcClass, ...statedAmounts([element]));
  return lots;
}
