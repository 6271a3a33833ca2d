const CAP_MS = 5000;

/**
 * How long to wait after the n-th failure in a row: doubling from the base to a cap, the second half of it at random so that
 * reporters that failed together do not return together. The cap is low because a reporter's call costs the services little and
 * a late observation costs the farmer time.
 */
export function backoffMs(failures: number, baseMs: number, random: () => number): number {
  const full = Math.min(Math.max(CAP_MS, baseMs), baseMs * 2 ** Math.min(failures - 1, 20));
  return full * (0.5 + 0.5 * random());
}
