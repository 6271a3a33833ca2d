import { z } from 'zod';
import { TokenView } from './money.schemas.ts';
import { PolicyStatus } from './policies.schemas.ts';
import { IndexView, SeriesState } from './series.schemas.ts';

const Money = z.string().describe('smallest units of the token');

export const BoardReporter = z.object({
  name: z.string(),
  address: z.string(),
  sourceId: z.string(),
  throughDate: z.iso.date().optional(),
  valueMilli: z.number().optional(),
  observed: z.boolean(),
});
export type BoardReporter = z.infer<typeof BoardReporter>;

export const BoardPolicy = z.object({
  id: z.uuid(),
  number: z.string(),
  plot: z.string(),
  holder: z.string(),
  sumInsured: Money,
  premium: Money,
  status: PolicyStatus,
  paid: Money.optional(),
  paidAt: z.iso.datetime().optional(),
  transaction: z.string().optional().describe('hash of the payment on the chain'),
});
export type BoardPolicy = z.infer<typeof BoardPolicy>;

export const BoardSeries = z.object({
  id: z.uuid(),
  name: z.string(),
  season: z.string(),
  state: SeriesState,
  failure: z.string().optional(),
  secondsPerDay: z.number(),
  index: IndexView.extend({ reporters: z.array(BoardReporter), medianMilli: z.string().optional() }),
  exposure: Money,
  cap: Money,
  premiums: Money,
  payoutBps: z.int().min(0).max(10_000).optional(),
  policyCount: z.int(),
  policies: z.array(BoardPolicy).describe('the newest 200'),
  openedAt: z.iso.datetime(),
  salesEndAt: z.iso.datetime(),
  proposedAt: z.iso.datetime().optional(),
  finalAt: z.iso.datetime().optional(),
  paidAt: z.iso.datetime().optional(),
  secondsFromFinalToPaid: z.number().optional().describe('between the times at which these services saw both mined'),
});
export type BoardSeries = z.infer<typeof BoardSeries>;

export const Board = z.object({
  token: TokenView,
  pool: z.object({ assets: Money, locked: Money, free: Money }),
  clock: z.object({ secondsPerDay: z.number() }).describe('the fastest clock of the series shown'),
  series: z.array(BoardSeries).describe('the newest 50'),
});
export type Board = z.infer<typeof Board>;
