import type { Level } from './level.ts';

const { floor } = Math;

/** A corner in level pixels with its strength. */
export interface Corner {
  x: number;
  y: number;
  strength: number;
}

/** Bresenham circle of radius 3, clockwise (Rosten and Drummond 2006, figure 1). */
const CIRCLE: readonly (readonly [number, number])[] = [
  [0, -3], [1, -3], [2, -2], [3, -1], [3, 0], [3, 1], [2, 2], [1, 3],
  [0, 3], [-1, 3], [-2, 2], [-3, 1], [-3, 0], [-3, -1], [-2, -2], [-1, -3],
]; // prettier-ignore
const ARC = 9;

/** For each of the 65,536 ring patterns: does it hold `ARC` contiguous ones around the circle? */
const HAS_ARC = ((): Uint8Array => {
  const table = new Uint8Array(1 << 16);
  for (let pattern = 0; pattern < table.length; pattern++) {
    let run = 0;
    for (let k = 0; k < 16 + ARC && run < ARC; k++) run = (pattern >> (k & 15)) & 1 ? run + 1 : 0;
    table[pattern] = run >= ARC ? 1 : 0;
  }
  return table;
})();

/** FAST-9 strength of every pixel (0 = no corner): the sum by which the ring leaves the threshold. */
function strengths(level: Level, threshold: number, border: number): Float32Array {
  const { width, height, data } = level;
  const offsets = Int32Array.from(CIRCLE, ([dx, dy]) => dy * width + dx);
  const out = new Float32Array(width * height);
  const north = -3 * width;
  for (let y = border; y < height - border; y++) {
    for (let x = border; x < width - border; x++) {
      const i = y * width + x;
      const centre = data[i] ?? 0;
      const high = centre + threshold;
      const low = centre - threshold;
      const n = data[i + north] ?? 0;
      const s = data[i - north] ?? 0;
      const e = data[i + 3] ?? 0;
      const w = data[i - 3] ?? 0;
      // Nine contiguous ring pixels always hold two neighbouring compass points.
      const bright = (n > high || s > high) && (e > high || w > high);
      const dark = (n < low || s < low) && (e < low || w < low);
      if (!bright && !dark) continue;
      let above = 0;
      let below = 0;
      let aboveSum = 0;
      let belowSum = 0;
      for (let k = 0; k < 16; k++) {
        const v = data[i + (offsets[k] ?? 0)] ?? 0;
        if (v > high) {
          above |= 1 << k;
          aboveSum += v - high;
        } else if (v < low) {
          below |= 1 << k;
          belowSum += low - v;
        }
      }
      if (HAS_ARC[above] === 1) out[i] = aboveSum;
      else if (HAS_ARC[below] === 1) out[i] = belowSum;
    }
  }
  return out;
}

/** FAST-9 corners that are the strongest of their 3 x 3 neighbourhood. */
export function findCorners(level: Level, threshold: number, border: number): Corner[] {
  const strength = strengths(level, threshold, border);
  const { width, height } = level;
  const corners: Corner[] = [];
  for (let y = border; y < height - border; y++) {
    for (let x = border; x < width - border; x++) {
      const i = y * width + x;
      const v = strength[i] ?? 0;
      if (v === 0) continue;
      const before =
        v > (strength[i - width - 1] ?? 0) &&
        v > (strength[i - width] ?? 0) &&
        v > (strength[i - width + 1] ?? 0) &&
        v > (strength[i - 1] ?? 0);
      const after =
        v >= (strength[i + 1] ?? 0) &&
        v >= (strength[i + width - 1] ?? 0) &&
        v >= (strength[i + width] ?? 0) &&
        v >= (strength[i + width + 1] ?? 0);
      if (before && after) corners.push({ x, y, strength: v });
    }
  }
  return corners;
}

/** Picks `quota` corners spread over the level: the best of every cell first, then the second best, and so on. */
export function spread(corners: Corner[], level: Level, quota: number): Corner[] {
  const cells = 12;
  const byCell = new Map<number, Corner[]>();
  for (const corner of corners) {
    const cell = floor((corner.y * cells) / level.height) * cells + floor((corner.x * cells) / level.width);
    const list = byCell.get(cell);
    if (list) list.push(corner);
    else byCell.set(cell, [corner]);
  }
  const ranked: { rank: number; corner: Corner }[] = [];
  for (const list of byCell.values()) {
    list.sort((a, b) => b.strength - a.strength);
    list.forEach((corner, rank) => ranked.push({ rank, corner }));
  }
  ranked.sort((a, b) => a.rank - b.rank || b.corner.strength - a.corner.strength);
  return ranked.slice(0, quota).map((entry) => entry.corner);
}
