import { gaussian, seeded } from '../random.ts';
import type { Level } from './level.ts';

const { PI, atan2, cos, floor, hypot, round, sin, sqrt } = Math;

/** 256 binary tests packed in eight 32-bit words. */
export const WORDS = 8;
export const TURNS = 64;
const TESTS = WORDS * 32;
/** Patch radius of the orientation and of the tests, in level pixels. */
export const PATCH_RADIUS = 15;

/** Isotropic Gaussian test points (Calonder et al. 2010, BRIEF strategy II), kept inside the patch. */
const PATTERN = ((): Float32Array => {
  const random = seeded(0x7ea1eaf);
  const points = new Float32Array(TESTS * 4);
  for (let t = 0; t < TESTS; t++) {
    for (;;) {
      const [ax, ay, bx, by] = [0, 1, 2, 3].map(() => gaussian(random) * 6.5) as [number, number, number, number];
      const inside = hypot(ax, ay) < PATCH_RADIUS - 1 && hypot(bx, by) < PATCH_RADIUS - 1;
      // Very short tests read noise rather than structure.
      if (!inside || hypot(ax - bx, ay - by) < 4) continue;
      points.set([ax, ay, bx, by], t * 4);
      break;
    }
  }
  return points;
})();

/** The test pattern turned to each of `TURNS` angles, as offsets into a level of the given width. */
export function turnedPatterns(width: number): Int32Array[] {
  return Array.from({ length: TURNS }, (_, turn) => {
    const angle = (turn * 2 * PI) / TURNS;
    const c = cos(angle);
    const s = sin(angle);
    const offsets = new Int32Array(TESTS * 2);
    for (let p = 0; p < offsets.length; p++) {
      const x = PATTERN[p * 2] ?? 0;
      const y = PATTERN[p * 2 + 1] ?? 0;
      offsets[p] = round(s * x + c * y) * width + round(c * x - s * y);
    }
    return offsets;
  });
}

/** Half width of each row of the round patch. */
const ROW_HALF = Int32Array.from({ length: 2 * PATCH_RADIUS + 1 }, (_, k) =>
  floor(sqrt(PATCH_RADIUS ** 2 - (k - PATCH_RADIUS) ** 2)),
);

/** Orientation by the intensity centroid of the round patch (Rublee et al. 2011, section 3.2), radians. */
export function orientation(level: Level, x: number, y: number): number {
  const { width, data } = level;
  let mx = 0;
  let my = 0;
  for (let dy = -PATCH_RADIUS; dy <= PATCH_RADIUS; dy++) {
    const half = ROW_HALF[dy + PATCH_RADIUS] ?? 0;
    const row = (y + dy) * width + x;
    let sum = 0;
    for (let dx = -half; dx <= half; dx++) {
      const v = data[row + dx] ?? 0;
      mx += dx * v;
      sum += v;
    }
    my += dy * sum;
  }
  return atan2(my, mx);
}

/** Writes the steered binary tests of one keypoint into `out` at word `at`; `smooth` is the blurred level. */
export function describe(smooth: Uint8Array, centre: number, pattern: Int32Array, out: Uint32Array, at: number): void {
  for (let word = 0; word < WORDS; word++) {
    let bits = 0;
    for (let b = 0; b < 32; b++) {
      const t = (word * 32 + b) * 2;
      const first = smooth[centre + (pattern[t] ?? 0)] ?? 0;
      const second = smooth[centre + (pattern[t + 1] ?? 0)] ?? 0;
      if (first < second) bits |= 1 << b;
    }
    out[at + word] = bits;
  }
}
