import type { CertificateType } from './certificates.ts';

/** Stage numbers as the issuer registry on chain knows them. */
export type Stage = 0 | 1 | 2 | 3;

/** The stages of a product's life in their order. */
export const STAGES: Readonly<Record<CertificateType, Stage>> = {
  BirthCertificate: 0,
  IdentityCertificate: 1,
  ResidenceCertificate: 2,
  GraduationCertificate: 3,
  /** A promise about a lot of leaf: made by whoever may certify its birth. */
  ConformityCertificate: 0,
};

/** How many different accredited signers each stage needs: identity is counter-signed by an appraisal body. */
export const SIGNERS_NEEDED: Readonly<Record<Stage, number>> = { 0: 1, 1: 2, 2: 1, 3: 1 };
