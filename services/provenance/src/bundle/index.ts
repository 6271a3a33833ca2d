export { assembleBundle } from './assemble.ts';
export type { Companions, Sealed } from './assemble.ts';
export { parseBundle, serialiseBundle } from './bytes.ts';
export type { BundleFault, ParsedBundle } from './bytes.ts';
export { BUNDLE_SCHEMA, bundleSchema, contractsSchema, MAX_BUNDLE_BYTES, MAX_BUNDLE_DOCUMENTS } from './schema.ts';
export type { Bundle, Contracts } from './schema.ts';
