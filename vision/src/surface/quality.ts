import { PhotoRefused, type QualityReason } from '../errors.ts';
import type { Photo } from './decode.ts';
import type { Surface } from './find.ts';
import { FRAME, type Frame } from './normalise.ts';

const { abs, max, sqrt } = Math;

/** Simple statistics of the surface in the frame; grey levels 0..255. */
export interface Quality {
  mean: number;
  deviation: number;
  /** Share of the surface within two levels of white. */
  white: number;
  /** Correlation of horizontal and vertical neighbours: near 1 for a smooth image, near 0 for pure noise. */
  neighbour: number;
  /** Mean bend of the grey profile over 3 pixels: the amount of fine detail, in grey levels. */
  fine: number;
  /** `fine` relative to the same over 6 pixels: defocus takes the fine part first. */
  crispness: number;
}

/** Smallest usable surface in pixels of the original photo. */
const MIN_SIDE = 160;

/** Set on simulated captures of natural photographs, sharp and blurred: snow and moss pass, defocus by 7 pixels fails. */
const LIMITS = { dark: 22, bright: 236, white: 0.2, flat: 4, noise: 0.3, fine: 2.3, crispness: 0.33 } as const;

/** Correlation of each surface pixel with its right and lower neighbour. */
function neighbourCorrelation({ gray, mask }: Frame, mean: number, variance: number): number {
  let sum = 0;
  let n = 0;
  for (let y = 0; y < FRAME - 1; y += 2) {
    for (let x = 0; x < FRAME - 1; x += 2) {
      const i = y * FRAME + x;
      const right = i + 1;
      const below = i + FRAME;
      if (mask[i] !== 1 || mask[right] !== 1 || mask[below] !== 1) continue;
      sum += ((gray[i] ?? 0) - mean) * ((gray[right] ?? 0) + (gray[below] ?? 0) - 2 * mean);
      n += 2;
    }
  }
  return n === 0 || variance === 0 ? 1 : sum / n / variance;
}

/** Mean absolute second difference over `step` pixels, of 2 x 2 means so that sensor noise counts less. */
function bend({ gray, mask }: Frame, step: number): number {
  const tap = (i: number): number =>
    (gray[i] ?? 0) + (gray[i + 1] ?? 0) + (gray[i + FRAME] ?? 0) + (gray[i + FRAME + 1] ?? 0);
  let sum = 0;
  let n = 0;
  for (let y = step; y < FRAME - step - 1; y += 3) {
    for (let x = step; x < FRAME - step - 1; x += 3) {
      const i = y * FRAME + x;
      if (mask[i] !== 1) continue;
      const twice = 2 * tap(i);
      const down = step * FRAME;
      sum += abs(tap(i - step) - twice + tap(i + step)) + abs(tap(i - down) - twice + tap(i + down));
      n++;
    }
  }
  return n === 0 ? 0 : sum / n / 4;
}

export function measureQuality(frame: Frame): Quality {
  let n = 0;
  let sum = 0;
  let squares = 0;
  let white = 0;
  for (let i = 0; i < frame.gray.length; i++) {
    if (frame.mask[i] !== 1) continue;
    const v = frame.gray[i] ?? 0;
    n++;
    sum += v;
    squares += v * v;
    if (v >= 253) white++;
  }
  const mean = sum / max(n, 1);
  const variance = max(squares / max(n, 1) - mean * mean, 0);
  const fine = bend(frame, 3);
  return {
    mean,
    deviation: sqrt(variance),
    white: white / max(n, 1),
    neighbour: neighbourCorrelation(frame, mean, variance),
    fine,
    crispness: fine / max(bend(frame, 6), 1e-6),
  };
}

function surfaceSide(photo: Photo, surface: Surface): number {
  const shown = surface.kind === 'disc' ? 2 * surface.ellipse.minor : 2 * surface.half;
  return shown * (photo.originalWidth / photo.width);
}

/** The first thing a person should change, or undefined when the surface can be used. */
function qualityProblem(frame: Frame): QualityReason | undefined {
  const q = measureQuality(frame);
  if (q.mean < LIMITS.dark) return 'too-dark';
  if (q.mean > LIMITS.bright) return 'too-bright';
  if (q.white > LIMITS.white) return 'glare';
  if (q.deviation < LIMITS.flat || q.neighbour < LIMITS.noise) return 'no-surface';
  if (q.fine < LIMITS.fine || q.crispness < LIMITS.crispness) return 'blurred';
  return undefined;
}

/** @throws PhotoRefused `too-small` when the surface has too few pixels to begin with */
export function requireSize(photo: Photo, surface: Surface): void {
  if (surfaceSide(photo, surface) < MIN_SIDE) throw new PhotoRefused('too-small');
}

/** @throws PhotoRefused with the first problem found */
export function requireQuality(frame: Frame): void {
  const problem = qualityProblem(frame);
  if (problem) throw new PhotoRefused(problem);
}
