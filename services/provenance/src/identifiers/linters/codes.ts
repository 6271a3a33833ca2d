import { COUNTRIES_ALPHA_2, COUNTRIES_NUMERIC, CURRENCIES, PACKAGE_TYPES } from './code-lists.ts';
import { type Linter, must, oneOf } from './fault.ts';

/** Country by its three digits (ISO 3166-1). */
export const iso3166 = oneOf('is no country of ISO 3166-1', COUNTRIES_NUMERIC);

/** As `iso3166`, or 999 for several countries. */
export const iso3166999: Linter = (value) => (value === '999' ? undefined : iso3166(value));

/** Country by its two letters (ISO 3166-1). */
export const iso3166alpha2 = oneOf('is no country of ISO 3166-1', COUNTRIES_ALPHA_2);

/** Currency by its three digits (ISO 4217). */
export const iso4217 = oneOf('is no currency of ISO 4217', CURRENCIES);

/** Biological sex (ISO/IEC 5218). */
export const iso5218 = must('must be 0, 1, 2 or 9', (value) => /^[0129]$/.test(value));

/** AIDC media type (General Specifications, AI 7241): 01 to 10 by ICCBBA, 80 to 99 for local use. */
export const mediatype = must('is no AIDC media type', (value) => /^(0[1-9]|10|[89]\d)$/.test(value));

/** Package type (UN/ECE Recommendation 21, extended by GS1). */
export const packagetype = oneOf('is no package type', PACKAGE_TYPES);
