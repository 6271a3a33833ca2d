/** Part of a whole in percent with one decimal, from token amounts, 0 when there is no whole. Exact until the last division. */
export function sharePercent(part: string, whole: string): number {
  if (!/^\d+$/.test(part) || !/^\d+$/.test(whole) || BigInt(whole) === 0n) return 0;
  const perMille = (BigInt(part) * 1_000n) / BigInt(whole);
  return Math.min(100, Number(perMille) / 10);
}
