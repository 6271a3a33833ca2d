const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/**
 * Wait before try number `attempts + 1`: doubles from 2 s to 5 min, of which the upper half is drawn by lot so that a
 * village coming back online does not knock all at once.
 * @param attempts failed tries so far, at least 1
 * @param random uniform in [0, 1)
 */
export function backoffMs(attempts: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(ceiling / 2 + (ceiling / 2) * random);
}
