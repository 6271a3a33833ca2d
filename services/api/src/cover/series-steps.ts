import type { Round, SeriesAccount, SeriesState as ChainSeriesState } from '@fieldseal/contracts';
import type { StepKind } from './cover-step.entity.ts';
import type { SeriesState } from './series.schemas.ts';

/** A series as the chain has it. */
export interface SeriesOnChain {
  readonly state: ChainSeriesState;
  readonly round: Round;
  readonly account: SeriesAccount;
  readonly salesEnd: number;
  /** Epoch seconds: the wall clock's, or the chain's when that is ahead. */
  readonly now: number;
}

export interface Waiting {
  /** Enough reporters have answered, and the others had time to. */
  readonly answersReady: boolean;
  /** Policies that the chain knows and that have not got what they are due. */
  readonly unsettledPolicies: boolean;
}

/** The round got no value in time. Without new blocks the chain cannot notice that by itself. */
export function isExpired({ round, now }: Pick<SeriesOnChain, 'round' | 'now'>): boolean {
  const waiting = round.status === 'open' || round.status === 'contested' || round.status === 'disputed';
  return round.status === 'expired' || (waiting && now > round.rules.deadline);
}

/**
 * What to do next for a series, in this order; nothing when it has to wait. What follows from a final value is sent at
 * once behind it, so that the money does not wait for the next look: if the value is disputed in the last moment, the
 * chain refuses all of it and the next look starts anew.
 */
export function nextSteps(seen: SeriesOnChain, waiting: Waiting): StepKind[] {
  const { state, round, account, now } = seen;
  const pay: StepKind[] = waiting.unsettledPolicies ? ['pay'] : [];
  if (account.outcome === 'final') return account.reserved === 0n ? [] : pay;
  if (account.outcome !== 'none') return pay;
  if (state === 'open') return now >= seen.salesEnd ? ['close'] : [];
  if (state === 'cancelled') return ['settle', ...pay];
  if (state === 'none' || state === 'draft') return [];
  if (isExpired(seen) || round.status === 'final') return ['settle', ...pay];
  if (round.status === 'proposed') return now >= round.disputeEndsAt ? ['finalize', 'settle', ...pay] : [];
  if (round.status === 'open') return now >= round.rules.notBefore && waiting.answersReady ? ['propose'] : [];
  return [];
}

const STATES: Record<ChainSeriesState, SeriesState> = {
  none: 'draft',
  draft: 'draft',
  open: 'open',
  closed: 'closed',
  observing: 'observing',
  proposed: 'proposed',
  contested: 'contested',
  disputed: 'contested',
  final: 'final',
  swept: 'settled',
  cancelled: 'closed',
  expired: 'closed',
};

/** The state that people see: settled and refunded mean that everybody has the money. */
export function stateOf({ state, account, now, salesEnd }: SeriesOnChain, { unsettledPolicies }: Waiting): SeriesState {
  if (account.outcome === 'final') return unsettledPolicies ? 'final' : 'settled';
  if (account.outcome !== 'none') return unsettledPolicies ? 'closed' : 'refunded';
  if (state === 'closed' && now >= salesEnd) return 'observing';
  return STATES[state];
}
