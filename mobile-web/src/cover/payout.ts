import { linearPayoutPpm } from '@fieldseal/oracle/pure';
import type { CoverIndex } from '../api/model.ts';

/** Payout in basis points (0..10000) if the index ended at `valueMilli`: the contracts' own formula, rounded down. */
export function payoutBps(index: Pick<CoverIndex, 'side' | 'triggerMilli' | 'exitMilli'>, valueMilli: number): number {
  const terms = {
    kind: 'linear' as const,
    side: index.side,
    trigger: index.triggerMilli / 1000,
    exit: index.exitMilli / 1000,
  };
  return Math.floor(linearPayoutPpm(terms, valueMilli) / 100);
}
