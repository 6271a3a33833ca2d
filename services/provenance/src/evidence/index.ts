export { BUNDLE_FILE, bundleFiles, citedPhotos } from './bundle-files.ts';
export { CHAIN_FILE, chainDataSchema, sealedSizes } from './chain-data.ts';
export type { ChainData } from './chain-data.ts';
export { CHECKPOINT_FILE, EXPLANATIONS, LOG_KEY_FILE, openEvidence } from './open-evidence.ts';
export type { OpenedEvidence } from './open-evidence.ts';
export { verifyEvidence } from './verify-evidence.ts';
export { writeArchive } from './zip-write.ts';
export type { ArchiveFile } from './zip-write.ts';
