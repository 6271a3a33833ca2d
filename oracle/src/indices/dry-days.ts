import type { IndexAccumulator } from './accumulator.ts';

/**
 * Longest run of consecutive dry days inside the window (CDD of the ETCCDI climate indices; dry is strictly below the threshold,
 * 1 mm unless the terms say otherwise). A run is cut at the window's edges. A missing day is not known to be dry: it ends a run.
 *
 * @param dryBelowMicro a day under this amount is dry, in millionths of the unit
 */
export function dryDaysIndex(dryBelowMicro: number): IndexAccumulator {
  let run = 0;
  let longest = 0;
  let observed = false;
  return {
    add(value) {
      observed ||= value !== null;
      run = value !== null && value < dryBelowMicro ? run + 1 : 0;
      longest = Math.max(longest, run);
    },
    indexMilli() {
      return observed ? longest * 1000 : null;
    },
  };
}
