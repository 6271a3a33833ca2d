import * as z from 'zod';
import { seasonClockSchema } from '../season-clock.ts';

const bytes32 = z.string().regex(/^0x[0-9a-f]{64}$/i);

/** A round as the services serve it; members this reporter does not use are ignored. */
export const roundSchema = z.object({
  roundKey: bytes32,
  terms: z.unknown(),
  termsHash: bytes32,
  /** Name of the phase the round is about; may be left out when the terms have one. */
  phase: z.string().optional(),
  clock: seasonClockSchema,
  domain: z.strictObject({
    name: z.literal('FieldSeal WeatherIndexOracle'),
    version: z.literal('1'),
    chainId: z.int().positive(),
    verifyingContract: z.string().regex(/^0x[0-9a-fA-F]{40}$/),
  }),
  /** Epoch milliseconds from which the weather of the whole window is final. */
  finalAt: z.number().min(0).max(8.64e15),
});

export type Round = z.infer<typeof roundSchema>;

/** The envelope; its rounds are read one by one, so that one unreadable round does not hide the others. */
export const openRoundsSchema = z.object({ rounds: z.array(z.unknown()).max(1000) });
