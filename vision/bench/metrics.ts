/** Median and 95th percentile in milliseconds, rounded to 0.1. */
export interface Times {
  median: number;
  p95: number;
}

/** Type 7 quantile (Hyndman and Fan 1996) of unsorted values; 0 when there are none. */
function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? 0;
  return low + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? low) - low);
}

const tenth = (v: number): number => Math.round(v * 10) / 10;

export const times = (values: readonly number[]): Times => ({
  median: tenth(quantile(values, 0.5)),
  p95: tenth(quantile(values, 0.95)),
});

export const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** Poisson probability of at most `k` events at mean `m`. */
function poissonUpTo(k: number, m: number): number {
  let term = Math.exp(-m);
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term *= m / i;
    sum += term;
  }
  return sum;
}

/** One-sided 95 % upper bound of a rate after `k` events in `n` trials (exact Poisson; 3 / n for no event). */
export function upper95(k: number, n: number): number {
  if (n === 0) return 1;
  let low = k;
  let high = k + 10 + 5 * Math.sqrt(k + 1);
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (poissonUpTo(k, middle) > 0.05) low = middle;
    else high = middle;
  }
  return Math.min(1, high / n);
}

/** Rate at which misses and false accepts are equal, over thresholds at the genuine scores. */
export function equalErrorRate(genuine: readonly number[], impostor: readonly number[]): number {
  const descending = [...impostor].sort((a, b) => b - a);
  const ascending = [...genuine].sort((a, b) => a - b);
  let accepted = descending.length;
  let best = 1;
  ascending.forEach((threshold, missed) => {
    while (accepted > 0 && (descending[accepted - 1] ?? 0) < threshold) accepted--;
    best = Math.min(best, Math.max(share(missed, ascending.length), share(accepted, descending.length)));
  });
  return best;
}

/** Distance of the two means in pooled standard deviations. */
export function dPrime(genuine: readonly number[], impostor: readonly number[]): number {
  const moments = (values: readonly number[]): { mean: number; variance: number } => {
    const mean = values.reduce((s, v) => s + v, 0) / Math.max(values.length, 1);
    const variance = values.reduce((s, v) => s + (v - mean) ** 2, 0) / Math.max(values.length, 1);
    return { mean, variance };
  };
  const g = moments(genuine);
  const i = moments(impostor);
  const pooled = Math.sqrt((g.variance + i.variance) / 2);
  return pooled === 0 ? 0 : (g.mean - i.mean) / pooled;
}
