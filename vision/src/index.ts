export { assess, type Assessment } from './assess.ts';
export { commitment, type CommittedFields } from './commitment.ts';
export type { Decision } from './decision.ts';
export { enrol, type Enrolment } from './enrol.ts';
export { inspect, type PhotoFacts } from './inspect.ts';
export { ADVICE, ModelMismatch, PhotoRefused, TemplateInvalid, type QualityReason } from './errors.ts';
export { close } from './phase/session.ts';
export { picture } from './picture.ts';
export { verify, type Verification } from './verify.ts';
