import { coverTermsSchema, seasonClockSchema } from '@fieldseal/oracle/pure';
import { z } from 'zod';
import { Address } from './reporters.schemas.ts';

export const Bytes32 = z
  .string()
  .regex(/^0x[0-9a-fA-F]{64}$/, 'must be 0x and 64 hexadecimal digits')
  .transform((text) => text.toLowerCase());

/** 65 bytes: r, s, v. */
const Signature = z.string().regex(/^0x[0-9a-fA-F]{130}$/, 'must be 0x and 130 hexadecimal digits');

/** An integer of thousandths as decimal text. */
const Milli = z
  .string()
  .regex(/^(0|-?[1-9]\d{0,14})$/, 'must be an integer of thousandths as decimal text')
  .describe('thousandths of the index unit');

export const RoundQuery = z.object({ status: z.enum(['open', 'answered']).default('open') });
export type RoundQuery = z.infer<typeof RoundQuery>;

export const NewProgress = z
  .strictObject({
    reporter: Address,
    throughDate: z.iso.date(),
    valueMilli: Milli,
    signature: Signature,
  })
  .meta({
    examples: [
      {
        reporter: '0x8ba1f109551bD432803012645Ac136ddd64DBA72',
        throughDate: '2026-06-30',
        valueMilli: '84200',
        signature: `0x${'1b'.repeat(65)}`,
      },
    ],
  });
export type NewProgress = z.infer<typeof NewProgress>;

export const NewObservation = z
  .strictObject({
    reporter: Address,
    valueMilli: Milli,
    missingDays: z.int().min(0).max(65_535),
    rawDataHash: Bytes32,
    sourceId: Bytes32.describe('keccak-256 of the name of the source'),
    observedAt: z.int().min(0).max(253_402_300_799).describe('epoch seconds'),
    signature: Signature,
  })
  .meta({
    examples: [
      {
        reporter: '0x8ba1f109551bD432803012645Ac136ddd64DBA72',
        valueMilli: '84200',
        missingDays: 0,
        rawDataHash: `0x${'5a'.repeat(32)}`,
        sourceId: `0x${'c3'.repeat(32)}`,
        observedAt: 1_782_864_000,
        signature: `0x${'1b'.repeat(65)}`,
      },
    ],
  });
export type NewObservation = z.infer<typeof NewObservation>;

export const RoundDomain = z.object({
  name: z.string(),
  version: z.string(),
  chainId: z.int(),
  verifyingContract: z.string(),
});
export type RoundDomain = z.infer<typeof RoundDomain>;

export const RoundView = z.object({
  roundKey: z.string(),
  phase: z.string(),
  terms: coverTermsSchema,
  termsHash: z.string(),
  clock: seasonClockSchema,
  domain: RoundDomain,
  finalAt: z.number().describe('epoch milliseconds from which the weather of the whole window is final'),
});
export type RoundView = z.infer<typeof RoundView>;
export const RoundList = z.object({ rounds: z.array(RoundView) });

export const ObservationView = z.object({ reporter: z.string(), receivedAt: z.iso.datetime() });
export type ObservationView = z.infer<typeof ObservationView>;
