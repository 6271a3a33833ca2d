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
  })
  .refine(({ from, until }) => Date.parse(from) < Date.parse(until), {
    message: 'until must be after from',
    path: ['until'],
  })
  .refine(({ until }) => Date.parse(until) < Date.now() + LONGEST_YEARS_MS, {
    message: 'at most ten years',
    path: ['until'],
  });
export type NewResidence = z.infer<typeof NewResidence>;

export const ResidenceList = z.object({ certificates: z.array(z.object({ id: z.uuid(), item: z.string() })) });
export type ResidenceList = z.infer<typeof ResidenceList>;
