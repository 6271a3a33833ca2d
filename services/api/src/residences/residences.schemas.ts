import { z } from 'zod';
import { PastTime, words } from '../platform/schemas.ts';
import { Sscc } from '../receipts/receipts.schemas.ts';

const LONGEST_YEARS_MS = 10 * 366 * 86_400_000;

/** Readings between `from` and now are summed up; the certificate is good until `until`. */
export const NewResidence = z
  .strictObject({
    sscc: Sscc,
    sensorId: z.uuid(),
    from: PastTime,
    until: z.iso.datetime({ offset: true }),
    geographicMark: words(120).optional(),
    deviceKeyId: z.uuid().describe('the phone that is going to sign').optional(),
  })
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
    message: 'until must be after from',
    path: ['until'],
  })
  .refine(({ until }) => Date.parse(until) < Date.now() + LONGEST_YEARS_MS, {
    message: 'at most ten years',
    path: ['until'],
  })
  .meta({
    examples: [
      {
        sscc: '106901230000000017',
        sensorId: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11',
        from: '2026-05-01T00:00:00+08:00',
        until: '2029-05-01T00:00:00+08:00',
        geographicMark: '普洱茶',
      },
    ],
  });
export type NewResidence = z.infer<typeof NewResidence>;

export const ResidenceList = z.object({
  certificates: z.array(z.object({ id: z.uuid(), item: z.string() })),
  signing: z.uuid().describe('what they wait for: the signature of a phone').optional(),
});
export type ResidenceList = z.infer<typeof ResidenceList>;
