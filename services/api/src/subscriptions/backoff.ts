const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;
/** A receiver that was away for a long weekend still gets everything by itself. */
const PATIENCE_MS = 3 * 86_400_000;

/**
 * Milliseconds until the next attempt: 5 s, doubled each time up to an hour, of which a random half is left out so that
 * receivers that fell together are not all called together again.
 * @param failures attempts that have failed, at least one
 * @param random in [0, 1)
 */
export function retryDelay(failures: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.round(full * (0.5 + random / 2));
}

/** Whether to stop trying by ourselves, and leave it to the subscriber to ask again. */
export const isExhausted = (firstAttempt: Date, now: Date): boolean =>
  now.getTime() - firstAttempt.getTime() >= PATIENCE_MS;
