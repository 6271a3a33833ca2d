import { z } from 'zod';
import { PastTime } from '../platform/schemas.ts';

/** Without `compromisedSince` the old key retires in good order: all that it signed stays good. */
export const KeyRotation = z
  .strictObject({
    compromisedSince: PastTime.describe('from when on somebody else may have had the key').optional(),
  })
  .meta({ examples: [{}, { compromisedSince: '2026-10-01T08:00:00+08:00' }] });
export type KeyRotation = z.infer<typeof KeyRotation>;

export const IssuerKeyView = z.object({
  did: z.string(),
  publicKey: z.string().describe('Ed25519, hexadecimal'),
  since: z.iso.datetime(),
  retiredAt: z.iso.datetime().optional(),
  compromisedAt: z.iso.datetime().optional(),
});
export type IssuerKeyView = z.infer<typeof IssuerKeyView>;

export const IssuerKeyList = z.object({ keys: z.array(IssuerKeyView) });
export type IssuerKeyList = z.infer<typeof IssuerKeyList>;
