import { type ResidenceCertificate, residenceCertificateSchema } from '@fieldseal/provenance';
import type { ResidenceInput } from '../api/model.ts';
import { type Difference, failed, sameMoment } from './difference.ts';

/** What the keeper said of a case. */
export interface RecordedResidence {
  readonly body: ResidenceInput;
  /** Digital Links of its pieces. */
  readonly items: readonly string[];
  /** Both names of the keeper's organisation. */
  readonly organisation: { readonly zh: string; readonly en: string };
}

/**
 * Whether the documents that the server wants signed are one residence certificate for each piece of the case, from and
 * until when the keeper said.
 * @param documents as the server sent them, in no way trusted
 * @returns what differs; empty when they may be signed
 */
export function checkResidence(documents: readonly unknown[], recorded: RecordedResidence): Difference[] {
  const certificates = documents.flatMap((document) => residenceCertificateSchema.safeParse(document).data ?? []);
  if (certificates.length !== documents.length || certificates.length === 0) return ['documents'];
  const { body, items, organisation } = recorded;
  const every = (test: (certificate: ResidenceCertificate) => boolean): boolean => certificates.every(test);
  return failed({
    pieces:
      sameList(
        certificates.map(({ credentialSubject }) => credentialSubject.id),
        items,
      ) && every(({ credentialSubject: { id, items: named } }) => named.length === 1 && named[0] === id),
    time: every(({ credentialSubject }) => sameMoment(credentialSubject.storedFrom, body.from)),
    validity: every(({ validUntil }) => sameMoment(validUntil, body.until)),
    evidence: every(({ precededBy }) => precededBy.length === 1),
    issuer: every(
      ({ issuer, credentialSubject: { warehouse } }) =>
        issuer.name === `${organisation.zh} ${organisation.en}` && warehouse.name.startsWith(organisation.zh),
    ),
  });
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && [...left].sort().join('\n') === [...right].sort().join('\n');
}
