/** Names of the contract's enumerations, in their order on chain. */
export const roundStatuses = ['none', 'open', 'proposed', 'contested', 'disputed', 'final', 'expired'] as const;
export type RoundStatus = (typeof roundStatuses)[number];

export const seriesStates = [
  'none',
  'draft',
  'open',
  'closed',
  'observing',
  'proposed',
  'contested',
  'disputed',
  'final',
  'swept',
  'cancelled',
  'expired',
] as const;
export type SeriesState = (typeof seriesStates)[number];

export const outcomes = ['none', 'final', 'expired', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];

export const policyStatuses = ['none', 'active', 'paymentFailed', 'paid', 'refunded', 'lapsed'] as const;
export type PolicyStatus = (typeof policyStatuses)[number];

export const sides = ['below', 'above'] as const;
export type Side = (typeof sides)[number];
