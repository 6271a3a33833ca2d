export * from './pure.ts';
export { readConfig, reporterSourceSchema } from './reporter/config.ts';
export type { ReporterConfig, ReporterSource } from './reporter/config.ts';
export { reporterAddress } from './reporter/key.ts';
export { progressTypedData, sourceIdHash } from './reporter/signing.ts';
export type { Progress } from './reporter/signing.ts';
export { SAMPLE_CELL, SAMPLE_SOURCE_IDS, sampleSources, sampleTerms } from './sample.ts';
export { csvSource } from './sources/csv-source.ts';
export type { WeatherSource } from './sources/source.ts';
