export { bytesToHex, hexToBytes, sha256 } from './bytes.ts';
export * from './bundle/index.ts';
export * from './credentials/index.ts';
export * from './events/index.ts';
export * from './identifiers/index.ts';
export * from './seal-log/index.ts';
export * from './verification/index.ts';
