import * as z from 'zod';
import { fixedPointNumber } from '../decimal.ts';
import { decimal, label, monthDay, oneOfKinds, share } from './fields.ts';

const MAX_PHASES = 12;
const MAX_TRIGGER = 1_000_000;

const sumIndex = z.strictObject({
  kind: z.literal('sum'),
  variable: z.literal('precipitation'),
  dailyCap: decimal(3, 0.001, 2000).optional(),
});

const drySpellIndex = z.strictObject({
  kind: z.literal('max-consecutive-dry-days'),
  variable: z.literal('precipitation').optional(),
  dryBelow: decimal(3, 0.001, 2000).optional(),
});

const index = z.discriminatedUnion('kind', [sumIndex, drySpellIndex], {
  error: oneOfKinds('index', ['sum', 'max-consecutive-dry-days']),
});

const linear = z
  .strictObject({
    kind: z.literal('linear'),
    side: z.enum(['below', 'above']),
    trigger: decimal(3, 0, MAX_TRIGGER),
    exit: decimal(3, 0, MAX_TRIGGER),
  })
  .refine(({ side, trigger, exit }) => (side === 'below' ? exit < trigger : exit > trigger), {
    error: 'exit must lie beyond the trigger: lower for side "below", higher for side "above"',
    path: ['exit'],
  });

const payout = z.discriminatedUnion('kind', [linear], { error: oneOfKinds('payout', ['linear']) });

const phase = z.strictObject({
  name: label,
  from: monthDay,
  to: monthDay,
  weight: share.optional(),
  index,
  payout,
});

const coverParts = {
  name: label,
  description: z.string().max(2000).optional(),
  crop: label,
  season: z.strictObject({ year: z.int().min(1900).max(2200) }),
  cell: z.strictObject({ grid: label, lat: decimal(6, -90, 90), lon: decimal(6, -180, 180) }),
  dataset: z.strictObject({ source: label, version: label, timeStandard: label }),
  oracle: z.strictObject({
    quorum: z.int().min(1).max(32),
    minSources: z.int().min(1).max(32),
    tolerance: decimal(3, 0, MAX_TRIGGER),
    disputeHours: z.number().min(0).max(8760),
  }),
};

const indexParts = {
  schema: z.literal('fieldseal/cover-terms/1'),
  phases: z.array(phase).min(1).max(MAX_PHASES),
  franchise: share.optional(),
  deductible: share.optional(),
  limit: share.optional(),
  missing: z
    .strictObject({ maxDays: z.int().min(0).max(366), fallback: z.enum(['secondSource', 'refund']) })
    .partial({ fallback: true })
    .optional(),
};

const MILLION = 1_000_000;

function weightsSumToOne({ phases }: { phases: { weight?: number }[] }): boolean {
  return phases.reduce((sum, { weight = 1 }) => sum + fixedPointNumber(weight, 6), 0) === MILLION;
}

function namesDiffer({ phases }: { phases: { name: string }[] }): boolean {
  return new Set(phases.map(({ name }) => name)).size === phases.length;
}

const weightsRule = { error: 'the weights of the phases must sum to 1', path: ['phases'] };
const namesRule = { error: 'two phases have the same name', path: ['phases'] };

/**
 * What it takes to compute an index and a payout: phases and the rules that combine them. The parts that only a cover needs may
 * be absent, so a product can be tried on past weather before anyone offers it. Nothing is added or changed by parsing.
 */
export const indexTermsSchema = z
  .strictObject({ ...indexParts, ...z.object(coverParts).partial().shape })
  .refine(weightsSumToOne, weightsRule)
  .refine(namesDiffer, namesRule);

/**
 * The complete terms of a cover, "fieldseal/cover-terms/1". Unknown members are refused: a rule that a reader ignores would be
 * paid differently by different readers.
 */
export const coverTermsSchema = z
  .strictObject({ ...indexParts, ...coverParts })
  .refine(weightsSumToOne, weightsRule)
  .refine(namesDiffer, namesRule)
  .refine(({ oracle }) => oracle.minSources <= oracle.quorum, {
    error: 'minSources cannot exceed the quorum',
    path: ['oracle', 'minSources'],
  });

export type IndexTerms = z.infer<typeof indexTermsSchema>;
export type CoverTerms = z.infer<typeof coverTermsSchema>;
export type Phase = z.infer<typeof phase>;
export type IndexDefinition = z.infer<typeof index>;
export type LinearPayout = z.infer<typeof linear>;
export type Cell = CoverTerms['cell'];
