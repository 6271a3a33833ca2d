import { mixSeed, seeded } from '../random.ts';
import { FRAME } from '../surface/normalise.ts';
import type { Features } from './features.ts';
import { fitHomography, isPlausible, project, type Homography } from './homography.ts';
import { SCALE_STEP } from './level.ts';
import type { Matches } from './match.ts';

const { PI, abs, atan2, floor, hypot, log, max, min } = Math;

/** Map from the first frame to the second in centred units, with the number of distinct agreeing spots. */
export interface Alignment {
  homography: Homography;
  inliers: number;
}

const HALF = FRAME / 2;
const TRIALS = 2500;
/** Pixels: a similarity seen from a tilted camera may be off by this much away from its two points. */
const COARSE = 14;
const FINE = [9, 6, 4.5, 4.5] as const;
const TURN_TOLERANCE = 28;
const LEVEL_TOLERANCE = 2.6;
/** Matches closer than this count once, so one strong spot on several levels is one witness. */
const CELL = 8;

/** Frame pixels to centred units in [-1, 1]: keeps the normal equations well conditioned. */
const toUnit = (v: number): number => (v - HALF + 0.5) / HALF;

interface Pairs {
  n: number;
  from: { x: Float64Array; y: Float64Array };
  to: { x: Float64Array; y: Float64Array };
  /** Turn of the patch between both frames, in 1/256 turns, and its change of pyramid level. */
  turn: Float64Array;
  level: Float64Array;
}

function pairUp(a: Features, b: Features, matches: Matches): Pairs {
  const at = (column: ArrayLike<number>, indices: number[]): Float64Array =>
    Float64Array.from(indices, (i) => column[i] ?? 0);
  const unit = (f: Features, indices: number[]): { x: Float64Array; y: Float64Array } => ({
    x: at(f.x, indices).map(toUnit),
    y: at(f.y, indices).map(toUnit),
  });
  return {
    n: matches.from.length,
    from: unit(a, matches.from),
    to: unit(b, matches.to),
    turn: Float64Array.from(matches.from, (i, k) => (b.angle[matches.to[k] ?? 0] ?? 0) - (a.angle[i] ?? 0)),
    level: Float64Array.from(matches.from, (i, k) => (b.level[matches.to[k] ?? 0] ?? 0) - (a.level[i] ?? 0)),
  };
}

/** Smallest difference of two angles in 1/256 turns. */
const turnGap = (a: number, b: number): number => abs(((((a - b) % 256) + 384) % 256) - 128);

/** Similarity through two pairs, or undefined when the patches' own angles and sizes contradict it. */
function similarity(p: Pairs, i: number, j: number): Homography | undefined {
  const ax = (p.from.x[j] ?? 0) - (p.from.x[i] ?? 0);
  const ay = (p.from.y[j] ?? 0) - (p.from.y[i] ?? 0);
  const bx = (p.to.x[j] ?? 0) - (p.to.x[i] ?? 0);
  const by = (p.to.y[j] ?? 0) - (p.to.y[i] ?? 0);
  const norm = ax * ax + ay * ay;
  if (norm < 0.006) return undefined;
  const c = (ax * bx + ay * by) / norm;
  const s = (ax * by - ay * bx) / norm;
  const turn = (atan2(s, c) / (2 * PI)) * 256;
  // A patch that appears larger in the second frame is found on a coarser level there.
  const level = log(hypot(c, s)) / log(SCALE_STEP);
  for (const k of [i, j]) {
    if (turnGap(p.turn[k] ?? 0, turn) > TURN_TOLERANCE) return undefined;
    if (abs((p.level[k] ?? 0) - level) > LEVEL_TOLERANCE) return undefined;
  }
  const x = p.from.x[i] ?? 0;
  const y = p.from.y[i] ?? 0;
  return [c, -s, (p.to.x[i] ?? 0) - c * x + s * y, s, c, (p.to.y[i] ?? 0) - s * x - c * y, 0, 0];
}

/** Truncated squared error (MSAC, Torr and Zisserman 2000): more and closer agreement is a higher score. */
function support(p: Pairs, h: Homography, tolerance: number): number {
  const limit = (tolerance / HALF) ** 2;
  let score = 0;
  for (let k = 0; k < p.n; k++) {
    const x = p.from.x[k] ?? 0;
    const y = p.from.y[k] ?? 0;
    const w = h[6] * x + h[7] * y + 1;
    const dx = (h[0] * x + h[1] * y + h[2]) / w - (p.to.x[k] ?? 0);
    const dy = (h[3] * x + h[4] * y + h[5]) / w - (p.to.y[k] ?? 0);
    const e = dx * dx + dy * dy;
    if (e < limit) score += 1 - e / limit;
  }
  return score;
}

function within(p: Pairs, h: Homography, tolerance: number): number[] {
  const limit = (tolerance / HALF) ** 2;
  const chosen: number[] = [];
  for (let k = 0; k < p.n; k++) {
    const [x, y] = project(h, p.from.x[k] ?? 0, p.from.y[k] ?? 0);
    if ((x - (p.to.x[k] ?? 0)) ** 2 + (y - (p.to.y[k] ?? 0)) ** 2 < limit) chosen.push(k);
  }
  return chosen;
}

function refine(p: Pairs, start: Homography): Homography {
  let h = start;
  for (const tolerance of FINE) {
    const chosen = within(p, h, max(tolerance, 0));
    if (chosen.length < 4) return h;
    const next = fitHomography(p.from, p.to, chosen, chosen.length < 12);
    if (!next || !isPlausible(next)) return h;
    h = next;
  }
  return h;
}

/** Spots counted once per cell in both frames: repeated detections of one spot are no extra evidence. */
function distinct(p: Pairs, chosen: number[]): number {
  const cell = (v: number): number => floor(((v + 1) * HALF) / CELL);
  const seenFrom = new Set<number>();
  const seenTo = new Set<number>();
  for (const k of chosen) {
    seenFrom.add(cell(p.from.x[k] ?? 0) * 4096 + cell(p.from.y[k] ?? 0));
    seenTo.add(cell(p.to.x[k] ?? 0) * 4096 + cell(p.to.y[k] ?? 0));
  }
  return min(seenFrom.size, seenTo.size);
}

/**
 * Robust map between two frames from keypoint matches: similarities through random pairs whose patches agree in
 * angle and size, scored by MSAC, the leading ones refined to a homography. Deterministic for the same input.
 */
export function align(a: Features, b: Features, matches: Matches): Alignment | undefined {
  const pairs = pairUp(a, b, matches);
  if (pairs.n < 4) return undefined;
  const random = seeded(mixSeed(pairs.n, a.count, b.count));
  const leaders: { h: Homography; score: number }[] = [];
  for (let trial = 0; trial < TRIALS; trial++) {
    const h = similarity(pairs, floor(random() * pairs.n), floor(random() * pairs.n));
    if (!h || !isPlausible(h)) continue;
    const score = support(pairs, h, COARSE);
    if (leaders.length < 3 || score > (leaders[leaders.length - 1]?.score ?? 0)) {
      leaders.push({ h, score });
      leaders.sort((l, r) => r.score - l.score);
      leaders.length = min(leaders.length, 3);
    }
  }
  let best: Alignment | undefined;
  for (const { h } of leaders) {
    const homography = refine(pairs, h);
    const inliers = distinct(pairs, within(pairs, homography, FINE[3]));
    if (!best || inliers > best.inliers) best = { homography, inliers };
  }
  return best && best.inliers >= 4 ? best : undefined;
}
