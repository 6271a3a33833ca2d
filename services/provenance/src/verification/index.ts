export { agreeingReader } from './agreeing-reader.ts';
export { ChainsDisagree } from './chain-reader.ts';
export type { AccreditationEvent, ChainReader, SealedRoot } from './chain-reader.ts';
export { OUTCOMES } from './outcomes.ts';
export type { OutcomeCode, OutcomeKind, Words } from './outcomes.ts';
export { isUndecided } from './report.ts';
export type { CertificateSummary, Report, Step, VerifiedIssuer } from './report.ts';
export { verifyBundle } from './verify-bundle.ts';
export type { VerifyOptions } from './verify-bundle.ts';
