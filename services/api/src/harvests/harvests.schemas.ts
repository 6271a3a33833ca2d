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

export const NewHarvest = z.strictObject({
  plotId: z.uuid(),
  gtin: Gtin,
  quantityKg: Kilograms,
  harvestedAt: PastTime,
  inputs: z.array(InputApplication).max(50).default([]),
  photo: Sha256.optional(),
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
});
export type HarvestView = z.infer<typeof HarvestView>;
export const HarvestList = z.object({ harvests: z.array(HarvestView) });
