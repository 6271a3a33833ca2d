export { decodeBase58 } from './base58.ts';
export {
  birthCertificate,
  conformityCertificate,
  graduationCertificate,
  identityCertificate,
  residenceCertificate,
} from './build.ts';
export type { CertificateContent, ConformityContent } from './build.ts';
export { certificateSchemaUrl, photoSchema, quantitySchema } from './certificate-parts.ts';
export type { Quantity } from './certificate-parts.ts';
export {
  anyCertificateSchema,
  birthCertificateSchema,
  certificateJsonSchema,
  conformityCertificateSchema,
  graduationCertificateSchema,
  identityCertificateSchema,
  residenceCertificateSchema,
} from './certificates.ts';
export type {
  BirthCertificate,
  Certificate,
  CertificateType,
  ConformityCertificate,
  GraduationCertificate,
  IdentityCertificate,
  ResidenceCertificate,
} from './certificates.ts';
export { CERTIFICATE_CONTEXT_URL, certificateContextDocument } from './context.ts';
export { checkCredentialDataModel, checkPresentationDataModel } from './data-model.ts';
export type { DataModelFault, DataModelFaultCode } from './data-model-fault.ts';
export { createProof, proofSchema, signDocument, verifyProofs } from './data-integrity.ts';
export type { Proof, ProofResult } from './data-integrity.ts';
export { didDocument, keyIn } from './did-document.ts';
export type { FoundKey, KeyFault, KeyPurpose, KeyRecord } from './did-document.ts';
export { didKey, publicKeyOfDid, verificationMethod } from './did-key.ts';
export { didWeb, didWebAddress } from './did-web.ts';
export { canonicalBytes, canonicalJson, digest } from './jcs.ts';
export { createPresentation, verifyPresentation } from './presentation.ts';
export type { PresentationReport, PresentationRequest } from './presentation.ts';
export { EPCIS_CONTEXT, identifyEvent, signEvent } from './signed-event.ts';
export type { SignedEvent } from './signed-event.ts';
export { signDocuments } from './sign-documents.ts';
export type { SignedText } from './sign-documents.ts';
export { localSigner, verifySignature } from './signer.ts';
export type { Signer } from './signer.ts';
export { STAGES } from './stages.ts';
export type { Stage } from './stages.ts';
export { statusEntry, statusEntrySchema } from './status-entry.ts';
export type { StatusEntry, StatusPurpose } from './status-entry.ts';
export { statusListCredential, statusListSchema } from './status-list.ts';
export type { SignedStatusList, StatusList, StatusListContent } from './status-list.ts';
export { verifyCredential } from './verify-credential.ts';
export type { CredentialFault, CredentialFaultCode, CredentialOptions, CredentialReport } from './verify-credential.ts';
