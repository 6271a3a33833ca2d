import { FRAME, type Frame } from '../surface/normalise.ts';
import { findCorners, spread, type Corner } from './corners.ts';
import { describe, orientation, PATCH_RADIUS, TURNS, turnedPatterns, WORDS } from './descriptor.ts';
import { boxBlur, evenLight, pyramid, SCALE_STEP, type Level } from './level.ts';

const { PI, cos, max, min, round, sin } = Math;

/** Keypoints as columns: position in frame pixels, pyramid level, angle in 1/256 turns, 8 words per descriptor. */
export interface Features {
  count: number;
  x: Float32Array;
  y: Float32Array;
  level: Uint8Array;
  angle: Uint8Array;
  descriptors: Uint32Array;
}

export const MAX_KEYPOINTS = 1000;
const CORNER_THRESHOLD = 20;
const LIGHT_RADIUS = 24;
/** A patch must fit into its level with the test pattern turned any way. */
const BORDER = PATCH_RADIUS + 2;

/** The whole patch of a keypoint must lie on the surface. */
function onSurface(mask: Uint8Array, x: number, y: number, reach: number): boolean {
  for (let k = 0; k < 8; k++) {
    const px = round(x + reach * cos((k * PI) / 4));
    const py = round(y + reach * sin((k * PI) / 4));
    if (px < 0 || py < 0 || px >= FRAME || py >= FRAME || mask[py * FRAME + px] !== 1) return false;
  }
  return true;
}

/** Twice a 3 x 3 box: close to the Gaussian with sigma 1.2 that the binary tests need. */
function smoothed(level: Level): Uint8Array {
  const once = boxBlur(Float32Array.from(level.data), level.width, level.height, 1);
  return Uint8Array.from(boxBlur(once, level.width, level.height, 1));
}

/** Keypoints per level in proportion to its area. */
function quotas(levels: Level[], total: number): number[] {
  const share = 1 / SCALE_STEP ** 2;
  const first = (total * (1 - share)) / (1 - share ** levels.length);
  return levels.map((_, l) => round(first * share ** l));
}

function pick(level: Level, mask: Uint8Array, quota: number): Corner[] {
  const corners = findCorners(level, CORNER_THRESHOLD, BORDER).filter((c) =>
    onSurface(mask, (c.x + 0.5) * level.scale - 0.5, (c.y + 0.5) * level.scale - 0.5, PATCH_RADIUS * level.scale),
  );
  return spread(corners, level, quota);
}

/** Oriented multi-scale corners with binary descriptors, at most `MAX_KEYPOINTS` (after ORB, Rublee et al. 2011). */
export function extractFeatures(frame: Frame): Features {
  const levels = pyramid(evenLight(frame.gray, FRAME, FRAME, LIGHT_RADIUS), FRAME);
  const quota = quotas(levels, MAX_KEYPOINTS);
  const picked = levels.map((level, l) => pick(level, frame.mask, quota[l] ?? 0));
  const count = min(
    MAX_KEYPOINTS,
    picked.reduce((sum, list) => sum + list.length, 0),
  );
  const features: Features = {
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    level: new Uint8Array(count),
    angle: new Uint8Array(count),
    descriptors: new Uint32Array(count * WORDS),
  };
  let at = 0;
  levels.forEach((level, l) => {
    const smooth = smoothed(level);
    const patterns = turnedPatterns(level.width);
    for (const corner of picked[l] ?? []) {
      if (at === count) return;
      const turn = orientation(level, corner.x, corner.y) / (2 * PI);
      const pattern = patterns[((round(turn * TURNS) % TURNS) + TURNS) % TURNS];
      if (!pattern) continue;
      features.x[at] = max(0, (corner.x + 0.5) * level.scale - 0.5);
      features.y[at] = max(0, (corner.y + 0.5) * level.scale - 0.5);
      features.level[at] = l;
      features.angle[at] = round(turn * 256) & 255;
      describe(smooth, corner.y * level.width + corner.x, pattern, features.descriptors, at * WORDS);
      at++;
    }
  });
  return features;
}
