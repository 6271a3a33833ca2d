import { z } from 'zod';
import type { PolicyState } from './cover-policy.entity.ts';
import { Amount } from './money.schemas.ts';
import { IndexView } from './series.schemas.ts';

export const PolicyStatus = z.enum(['pending', 'active', 'paid', 'expired', 'refunded', 'failed']);
export type PolicyStatus = z.infer<typeof PolicyStatus>;

/** How a policy's state is told to people. */
export const statusOf = (state: PolicyState): PolicyStatus =>
  state === 'refused' || state === 'unpaid' ? 'failed' : state;

export const NewPolicy = z.strictObject({ seriesId: z.uuid(), plotId: z.uuid(), sumInsured: Amount }).meta({
  examples: [
    {
      seriesId: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11',
      plotId: '6f1c1b1e-3d0a-4c53-9d5e-0a5c5a4f2b11',
      sumInsured: '1000000000',
    },
  ],
});
export type NewPolicy = z.infer<typeof NewPolicy>;

const Money = z.string().describe('smallest units of the token');

export const PolicyView = z.object({
  id: z.uuid(),
  number: z.string().describe('series and number within it; empty until the chain gave one'),
  seriesId: z.uuid(),
  seriesName: z.string(),
  plotId: z.uuid(),
  sumInsured: Money,
  premium: Money,
  status: PolicyStatus,
  failure: z.string().optional(),
  paid: Money.optional(),
  paidAt: z.iso.datetime().optional(),
  index: IndexView,
});
export type PolicyView = z.infer<typeof PolicyView>;
export const PolicyList = z.object({ policies: z.array(PolicyView) });
