import { z } from 'zod';
import { PastTime, words } from '../platform/schemas.ts';

export const NewSale = z
  .strictObject({ soldAt: PastTime, place: words(120) })
  .meta({ examples: [{ soldAt: '2026-09-10T16:20:00+08:00', place: '昆明' }] });
export type NewSale = z.infer<typeof NewSale>;

export const SaleView = z.object({
  id: z.uuid(),
  eventHash: z.string(),
  reviewCode: z.string().describe('printed on the receipt; lets the buyer write one review'),
});
export type SaleView = z.infer<typeof SaleView>;
