import { CERTIFICATE_CONTEXT, certificateSchemaUrl } from './certificate-parts.ts';
import {
  birthCertificateSchema,
  conformityCertificateSchema,
  graduationCertificateSchema,
  identityCertificateSchema,
  PROMISES,
  residenceCertificateSchema,
} from './certificates.ts';
import type {
  BirthCertificate,
  Certificate,
  ConformityCertificate,
  GraduationCertificate,
  IdentityCertificate,
  ResidenceCertificate,
} from './certificates.ts';
import type { StatusEntry } from './status-entry.ts';

/** What the caller says; context and type are filled in here. */
export interface CertificateContent<Of extends Certificate> {
  /** A UUID in lower case, without `urn:uuid:`. */
  readonly uuid: string;
  readonly issuer: Of['issuer'];
  readonly validFrom: Date;
  readonly subject: Of['credentialSubject'];
  /** The events it rests on: CBV event hash id and EPCIS event type. */
  readonly evidence: readonly { readonly hash: string; readonly eventType: Certificate['evidence'][0]['type'][1] }[];
  /** Digests (hex) of the signed certificates before it. */
  readonly precededBy: readonly string[];
  /** Where its revocation and suspension are kept; a certificate without can never be withdrawn. */
  readonly status?: readonly StatusEntry[];
}

/** An unsigned birth certificate. @throws ZodError naming every field at fault */
export function birthCertificate(content: CertificateContent<BirthCertificate>): BirthCertificate {
  return birthCertificateSchema.parse(frame('BirthCertificate', content));
}

/** An unsigned identity certificate; it needs two proofs, the factory's and the appraiser's. @throws ZodError */
export function identityCertificate(content: CertificateContent<IdentityCertificate>): IdentityCertificate {
  return identityCertificateSchema.parse(frame('IdentityCertificate', content));
}

/** An unsigned residence certificate, good until a date. @throws ZodError */
export function residenceCertificate(
  content: CertificateContent<ResidenceCertificate> & { readonly validUntil: Date },
): ResidenceCertificate {
  return residenceCertificateSchema.parse({
    ...frame('ResidenceCertificate', content),
    validUntil: content.validUntil.toISOString(),
  });
}

/** An unsigned graduation certificate. @throws ZodError */
export function graduationCertificate(content: CertificateContent<GraduationCertificate>): GraduationCertificate {
  return graduationCertificateSchema.parse(frame('GraduationCertificate', content));
}

/** What the caller of `conformityCertificate` says: the promises themselves are always the same. */
export type ConformityContent = Omit<CertificateContent<ConformityCertificate>, 'subject'> & {
  readonly subject: Omit<ConformityCertificate['credentialSubject'], 'promises'>;
};

/** An unsigned 承诺达标合格证. To be kept for six months at least after `validFrom`. @throws ZodError */
export function conformityCertificate({ subject, ...content }: ConformityContent): ConformityCertificate {
  const promises: ConformityCertificate['credentialSubject']['promises'] = [...PROMISES];
  return conformityCertificateSchema.parse(
    frame('ConformityCertificate', { ...content, subject: { ...subject, promises } }),
  );
}

function frame(type: Certificate['type'][1], content: CertificateContent<Certificate>) {
  return {
    '@context': [...CERTIFICATE_CONTEXT],
    id: `urn:uuid:${content.uuid}`,
    type: ['VerifiableCredential', type],
    issuer: content.issuer,
    validFrom: content.validFrom.toISOString(),
    credentialSubject: content.subject,
    evidence: content.evidence.map(({ hash, eventType }) => ({ id: hash, type: ['EpcisEvent', eventType] })),
    precededBy: [...content.precededBy],
    ...(content.status === undefined ? {} : { credentialStatus: [...content.status] }),
    credentialSchema: { id: certificateSchemaUrl(type), type: 'JsonSchema' },
  };
}
