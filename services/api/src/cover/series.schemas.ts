import { coverTermsSchema } from '@fieldseal/oracle/pure';
import { z } from 'zod';
import { SECONDS_PER_DAY } from '../oracle-rounds/round-plan.ts';
import { Amount } from './money.schemas.ts';

const SERIES_STATES = [
  'draft',
  'open',
  'closed',
  'observing',
  'proposed',
  'contested',
  'final',
  'settled',
  'refunded',
] as const;
export const SeriesState = z.enum(SERIES_STATES);
export type SeriesState = z.infer<typeof SeriesState>;

/** The contracts pay along one line, so terms that combine payouts cannot be sold as a series yet. */
const SellableTerms = coverTermsSchema
  .refine(({ phases }) => phases.length === 1, { error: 'a series has exactly one phase', path: ['phases'] })
  .refine(({ franchise = 0, deductible = 0, limit = 1 }) => franchise === 0 && deductible === 0 && limit === 1, {
    error: 'a series has no franchise and no deductible, and its limit is the sum insured',
  })
  .refine(
    (terms) => !JSON.stringify(terms).includes(String.raw`\u0000`),
    'texts must not contain the character U+0000',
  );

export const NewSeries = z
  .strictObject({
    terms: SellableTerms,
    premiumRateBps: z.int().min(1).max(10_000).describe('premium per sum insured, basis points'),
    cap: Amount.describe('greatest total sum insured, smallest units of the token'),
    secondsPerDay: z
      .number()
      .min(0.01)
      .max(SECONDS_PER_DAY)
      .default(SECONDS_PER_DAY)
      .describe('wall seconds of one day of weather; less than 86400 replays past weather'),
    salesSeconds: z.int().min(1).max(86_400).optional().describe('of a replay: seconds from now until sales end'),
  })
  .refine(({ secondsPerDay, salesSeconds }) => secondsPerDay < SECONDS_PER_DAY || salesSeconds === undefined, {
    error: 'sales of a series in real time end when its weather begins',
    path: ['salesSeconds'],
  })
  .meta({
    examples: [
      {
        terms: {
          schema: 'fieldseal/cover-terms/1',
          name: 'Spring drought 2027',
          crop: 'tea',
          season: { year: 2027 },
          cell: { grid: 'open-meteo-0.1', lat: 24.4, lon: 100.1 },
          dataset: { source: 'open-meteo', version: '1', timeStandard: 'UTC+08:00' },
          phases: [
            {
              name: 'spring',
              from: '03-01',
              to: '05-31',
              index: { kind: 'sum', variable: 'precipitation' },
              payout: { kind: 'linear', side: 'below', trigger: 120, exit: 40 },
            },
          ],
          oracle: { quorum: 3, minSources: 2, tolerance: 5, disputeHours: 48 },
        },
        premiumRateBps: 800,
        cap: '1000000000000',
      },
    ],
  });
export type NewSeries = z.infer<typeof NewSeries>;

/** An index against the line where it pays, with the picture of it so far. */
export const IndexView = z.object({
  kind: z.string(),
  side: z.enum(['below', 'above']),
  triggerMilli: z.int(),
  exitMilli: z.int(),
  unit: z.enum(['mm', 'days']),
  from: z.iso.date(),
  to: z.iso.date(),
  curve: z.array(z.object({ date: z.iso.date(), valueMilli: z.number() })),
});
export type IndexView = z.infer<typeof IndexView>;

export const SeriesView = z.object({
  id: z.uuid(),
  name: z.string(),
  season: z.string(),
  crop: z.string(),
  state: SeriesState,
  failure: z.string().optional(),
  termsHash: z.string(),
  index: IndexView.omit({ curve: true }),
  premiumRateBps: z.number(),
  cap: z.string(),
  exposure: z.string(),
  salesEndAt: z.iso.datetime(),
});
export type SeriesView = z.infer<typeof SeriesView>;
export const SeriesList = z.object({ series: z.array(SeriesView) });
