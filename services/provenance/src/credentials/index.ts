export { decodeBase58 } from './base58.ts';
export { birthCertificate, graduationCertificate, identityCertificate, residenceCertificate } from './build.ts';
export type { CertificateContent } from './build.ts';
export { photoSchema, quantitySchema } from './certificate-parts.ts';
export type { Quantity } from './certificate-parts.ts';
export {
  anyCertificateSchema,
  birthCertificateSchema,
  graduationCertificateSchema,
  identityCertificateSchema,
  residenceCertificateSchema,
} from './certificates.ts';
export type {
  BirthCertificate,
  Certificate,
  CertificateType,
  GraduationCertificate,
  IdentityCertificate,
  ResidenceCertificate,
} from './certificates.ts';
export { CERTIFICATE_CONTEXT_URL, certificateContextDocument } from './context.ts';
export { checkCredentialDataModel, checkPresentationDataModel } from './data-model.ts';
export type { DataModelFault, DataModelFaultCode } from './data-model-fault.ts';
export { createProof, proofSchema, signDocument, verifyProofs } from './data-integrity.ts';
export type { Proof, ProofResult } from './data-integrity.ts';
export { didKey, publicKeyOfDid, verificationMethod } from './did-key.ts';
export { canonicalBytes, digest } from './jcs.ts';
export { EPCIS_CONTEXT, signEvent } from './signed-event.ts';
export type { SignedEvent } from './signed-event.ts';
export { localSigner, verifySignature } from './signer.ts';
export type { Signer } from './signer.ts';
export { STAGES } from './stages.ts';
export type { Stage } from './stages.ts';
