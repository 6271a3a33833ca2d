const { PI, cos, imul, log, sqrt } = Math;

/** Seeded uniform generator on [0, 1): mulberry32 (T. Ettinger, public domain); 32-bit state, period 2^32. */
export type Random = () => number;

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = imul(state ^ (state >>> 15), state | 1);
    t = (t + imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Mixes several integers into one seed so that neighbouring items and shots share nothing. */
export function mixSeed(...parts: number[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = imul(hash ^ (part >>> 0), 0x01000193);
    hash = imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}

/** Uniform on [low, high). */
export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** Standard normal deviate (Box and Muller 1958). */
export function gaussian(random: Random): number {
  return sqrt(-2 * log(1 - random())) * cos(2 * PI * random());
}
