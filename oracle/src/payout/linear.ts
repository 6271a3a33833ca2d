import { fixedPointNumber } from '../decimal.ts';
import type { LinearPayout } from '../terms/schema.ts';

/** One whole in parts per million: the contracts' basis points x 100. */
export const WHOLE_PPM = 1_000_000;

/**
 * Linear payout between trigger (nothing) and exit (all), on a scale of the caller's choice, divided last and rounded down:
 * floor(scale * (trigger - index) / (trigger - exit)), clamped to 0..scale. Side "above" mirrors it: both differences change
 * sign together, so the same quotient serves.
 */
export function linearShare(payout: LinearPayout, indexMilli: number, scale: bigint): bigint {
  const trigger = BigInt(fixedPointNumber(payout.trigger, 3));
  const exit = BigInt(fixedPointNumber(payout.exit, 3));
  const direction = payout.side === 'below' ? 1n : -1n;
  const beyond = direction * (trigger - BigInt(indexMilli));
  const span = direction * (trigger - exit);
  if (beyond <= 0n) return 0n;
  if (beyond >= span) return scale;
  return (scale * beyond) / span;
}

/** {@link linearShare} as the contracts compute it: an integer from 0 to 1,000,000. */
export function linearPayoutPpm(payout: LinearPayout, indexMilli: number): number {
  return Number(linearShare(payout, indexMilli, BigInt(WHOLE_PPM)));
}
