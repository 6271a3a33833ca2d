import { fixedPointNumber } from '../decimal.ts';
import type { IndexTerms } from '../terms/schema.ts';
import { WHOLE_PPM } from './linear.ts';

const SHARE_DECIMALS = 6;

function ofScale(share: number, scale: bigint): bigint {
  return (BigInt(fixedPointNumber(share, SHARE_DECIMALS)) * scale) / BigInt(WHOLE_PPM);
}

/**
 * Combines the payouts of the phases: weighted sum rounded down once, then franchise (a total below it pays nothing, one that
 * reaches it pays in full), then deductible (subtracted), then limit.
 *
 * @param shares one per phase, 0..scale, in the order of the terms
 */
export function totalShare(terms: IndexTerms, shares: readonly bigint[], scale: bigint): bigint {
  const weighted = terms.phases.reduce(
    (sum, { weight = 1 }, i) => sum + BigInt(fixedPointNumber(weight, SHARE_DECIMALS)) * (shares[i] ?? 0n),
    0n,
  );
  const total = weighted / BigInt(WHOLE_PPM);
  if (total < ofScale(terms.franchise ?? 0, scale)) return 0n;
  const afterDeductible = total - ofScale(terms.deductible ?? 0, scale);
  const limit = ofScale(terms.limit ?? 1, scale);
  if (afterDeductible <= 0n) return 0n;
  return afterDeductible < limit ? afterDeductible : limit;
}
