import { divideHalfUp } from '../decimal.ts';
import type { IndexAccumulator } from './accumulator.ts';

/**
 * Sum over the window, each day counted up to the cap (as in ACRE Africa's rainfall covers, so that one cloudburst does not hide
 * a drought). A missing day counts as the mean of the days that have a value, never as zero: sum x days / observed days, rounded
 * half up to a thousandth. With no missing day and at most three decimals in the data the sum is exact.
 *
 * @param capMicro highest amount a day may add, in millionths of the unit
 */
export function sumIndex(capMicro: number): IndexAccumulator {
  let sum = 0n;
  let days = 0n;
  let observed = 0n;
  return {
    add(value) {
      days += 1n;
      if (value === null) return;
      observed += 1n;
      sum += BigInt(Math.min(value, capMicro));
    },
    indexMilli() {
      return observed === 0n ? null : Number(divideHalfUp(sum * days, observed * 1000n));
    },
  };
}
