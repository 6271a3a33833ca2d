import { z } from 'zod';
import { Sha256 } from '../photos/photos.schemas.ts';
import { Kilograms, PastTime, words } from '../platform/schemas.ts';
import { Gtin } from '../products/products.schemas.ts';

const InputApplication = z.strictObject({
  product: words(120),
  kind: z.enum(['fertiliser', 'pesticide', 'herbicide', 'other']),
  quantity: z.number().positive().max(100_000),
  unit: z.enum(['KGM', 'LTR', 'GRM', 'MLT']),
  appliedAt: PastTime,
  preHarvestDays: z.number().int().min(0).max(365).optional(),
});

export const NewHarvest = z
  .strictObject({
    plotId: z.uuid(),
    gtin: Gtin,
    quantityKg: Kilograms,
    harvestedAt: PastTime,
    inputs: z.array(InputApplication).max(50).default([]),
    photo: Sha256.optional(),
    deviceKeyId: z.uuid().describe('the phone that is going to sign').optional(),
  })
  .meta({
    examples: [
      {
        plotId: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11',
        gtin: '06901234567892',
        quantityKg: 12.5,
        harvestedAt: '2026-04-05T08:30:00+08:00',
        inputs: [
          {
            product: '菜籽饼肥',
            kind: 'fertiliser',
            quantity: 20,
            unit: 'KGM',
            appliedAt: '2026-02-01T09:00:00+08:00',
          },
        ],
      },
    ],
  });
export type NewHarvest = z.infer<typeof NewHarvest>;

export const HarvestView = z.object({
  id: z.uuid(),
  plotId: z.uuid(),
  lot: z.string(),
  digitalLink: z.string(),
  quantityKg: z.number(),
  harvestedAt: z.iso.datetime(),
  eventHash: z.string(),
  certificateId: z.uuid(),
  signing: z.uuid().describe('what it waits for: the signature of a phone').optional(),
});
export type HarvestView = z.infer<typeof HarvestView>;
export const HarvestList = z.object({ harvests: z.array(HarvestView) });
