import type { Certificate } from '../credentials/certificates.ts';
import type { Quantity } from '../credentials/certificate-parts.ts';

export interface Source {
  /** Digital Link of the lot, as written. */
  readonly id: string;
  readonly quantity: Quantity;
}

/** The lots something was made or blended from; undefined when the certificate speaks of no such thing. */
export function sourcesOf(subject: Certificate['credentialSubject']): readonly Source[] | undefined {
  if ('madeFrom' in subject) return subject.madeFrom;
  return 'blendedFrom' in subject ? subject.blendedFrom : undefined;
}
