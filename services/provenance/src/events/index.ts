export { canonicalIdentifier } from './canonical-identifier.ts';
export { canonicalTime } from './canonical-value.ts';
export { epcUriToDigitalLink } from './epc-uri.ts';
export { eventHash, eventHashOf, namespacesOf } from './event-hash.ts';
export { eventPreHash } from './pre-hash.ts';
export type { Namespaces } from './pre-hash.ts';
export { epcisDocumentSchema, epcisEventSchema } from './schema.ts';
export type { EpcisDocument, EpcisEvent } from './schema.ts';
export { vocabularyUri } from './vocabulary.ts';
