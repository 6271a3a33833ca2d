import { WORDS } from './descriptor.ts';
import type { Features } from './features.ts';

const { abs, imul } = Math;

/** Index pairs of keypoints taken to be the same spot: `from[k]` in the first set, `to[k]` in the second. */
export interface Matches {
  from: number[];
  to: number[];
}

const MAX_DISTANCE = 88;
/** Best must be clearly better than second best (Lowe 2004, section 7.1). */
const RATIO = 0.92;

/** Bits set in a 32-bit word (Warren, Hacker's Delight, section 5-1). */
export function popcount(v: number): number {
  v -= (v >>> 1) & 0x55555555;
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Nearest neighbours by Hamming distance that pass the ratio test; each `to` keeps only its closest `from`. */
export function matchFeatures(a: Features, b: Features): Matches {
  const da = a.descriptors;
  const db = b.descriptors;
  const takenBy = new Int32Array(b.count).fill(-1);
  const takenAt = new Int32Array(b.count);
  for (let i = 0; i < a.count; i++) {
    const p = i * WORDS;
    let best = 1 << 20;
    let second = 1 << 20;
    let nearest = -1;
    for (let j = 0; j < b.count; j++) {
      const q = j * WORDS;
      let d =
        popcount((da[p] ?? 0) ^ (db[q] ?? 0)) +
        popcount((da[p + 1] ?? 0) ^ (db[q + 1] ?? 0)) +
        popcount((da[p + 2] ?? 0) ^ (db[q + 2] ?? 0));
      if (d >= second) continue;
      for (let w = 3; w < WORDS; w++) d += popcount((da[p + w] ?? 0) ^ (db[q + w] ?? 0));
      if (d < best) {
        // The same spot found on two pyramid levels is no rival of itself.
        if (nearest < 0 || !near(b, nearest, j)) second = best;
        best = d;
        nearest = j;
      } else if (d < second && !near(b, nearest, j)) second = d;
    }
    if (nearest < 0 || best > MAX_DISTANCE || best > RATIO * second) continue;
    const holder = takenBy[nearest] ?? -1;
    if (holder >= 0 && (takenAt[nearest] ?? 0) <= best) continue;
    takenBy[nearest] = i;
    takenAt[nearest] = best;
  }
  const matches: Matches = { from: [], to: [] };
  takenBy.forEach((from, to) => {
    if (from < 0) return;
    matches.from.push(from);
    matches.to.push(to);
  });
  return matches;
}

function near(f: Features, i: number, j: number): boolean {
  return abs((f.x[i] ?? 0) - (f.x[j] ?? 0)) < 6 && abs((f.y[i] ?? 0) - (f.y[j] ?? 0)) < 6;
}
