import { birthCertificateSchema, epcisEventSchema, residenceCertificateSchema } from '@fieldseal/provenance';

/** What a document says, for the person who is asked to sign it. */
export type Statement =
  | { kind: 'event'; lot: string; kilograms: number; at: string }
  | { kind: 'birth'; lot: string; kilograms: number; plot: string; at: string; inputs: string[] }
  | { kind: 'residence'; item: string; warehouse: string; from: string; until: string };

/**
 * Puts documents into plain statements.
 * @returns undefined when one of them is of no kind that a phone signs: then nothing of them may be signed
 */
export function statementsOf(documents: readonly unknown[]): Statement[] | undefined {
  const statements = documents.map(statementOf);
  return statements.some((statement) => statement === undefined) || statements.length === 0
    ? undefined
    : statements.filter((statement) => statement !== undefined);
}

function statementOf(document: unknown): Statement | undefined {
  const birth = birthCertificateSchema.safeParse(document);
  if (birth.success) {
    const { id: lot, plot, quantity, harvestedFrom: at, inputs } = birth.data.credentialSubject;
    if (quantity.unit !== 'KGM') return undefined;
    return {
      kind: 'birth',
      lot,
      kilograms: quantity.value,
      plot: plot.name,
      at,
      inputs: inputs.map(({ name }) => name),
    };
  }
  const residence = residenceCertificateSchema.safeParse(document);
  if (residence.success) {
    const { credentialSubject: said, validUntil: until } = residence.data;
    return { kind: 'residence', item: said.id, warehouse: said.warehouse.name, from: said.storedFrom, until };
  }
  const event = epcisEventSchema.safeParse(document);
  const [amount] = event.success && event.data.type === 'ObjectEvent' ? (event.data.quantityList ?? []) : [];
  return event.success && amount?.quantity !== undefined && amount.uom === 'KGM'
    ? { kind: 'event', lot: amount.epcClass, kilograms: amount.quantity, at: event.data.eventTime }
    : undefined;
}
