import type { Photo } from './decode.ts';
import type { Ellipse } from './ellipse.ts';
import { momentEllipse, overlap } from './ellipse.ts';
import { largestFilled, otsu } from './region.ts';

const { PI, floor, max, min, round, sqrt } = Math;

/** Where the surface lies in the decoded photo; `whole` when the photo is all surface (largest centred square). */
export type Surface = { kind: 'disc'; ellipse: Ellipse } | { kind: 'whole'; x: number; y: number; half: number };

const GRID = 160;
/** A disc must agree this well with its own ellipse; scattered texture does not. */
const MIN_OVERLAP = 0.88;
const MIN_AXIS_RATIO = 0.62;
const MIN_AREA = 0.06;
const MAX_AREA = 0.86;

interface Small {
  width: number;
  height: number;
  step: number;
  rgb: Float32Array;
}

/** Box-averages the photo to about `GRID` pixels on the longer side. */
function shrink(photo: Photo): Small {
  const step = max(1, floor(max(photo.width, photo.height) / GRID));
  const width = floor(photo.width / step);
  const height = floor(photo.height / step);
  const rgb = new Float32Array(width * height * 3);
  for (let y = 0; y < height * step; y++) {
    const row = floor(y / step) * width;
    for (let x = 0; x < width * step; x++) {
      const to = (row + floor(x / step)) * 3;
      const from = (y * photo.width + x) * 3;
      for (let c = 0; c < 3; c++) rgb[to + c] = (rgb[to + c] ?? 0) + (photo.rgb[from + c] ?? 0);
    }
  }
  const area = step * step;
  for (let i = 0; i < rgb.length; i++) rgb[i] = (rgb[i] ?? 0) / area;
  return { width, height, step, rgb };
}

/** Least-squares plane `a + bx + cy` through the border pixels of one channel: the background under uneven light. */
function borderPlane(small: Small, channel: number): [number, number, number] {
  const margin = max(2, round(0.03 * min(small.width, small.height)));
  let n = 0;
  let s = 0;
  let sx = 0;
  let sy = 0;
  let xx = 0;
  let yy = 0;
  const cx = (small.width - 1) / 2;
  const cy = (small.height - 1) / 2;
  for (let y = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++) {
      const border = x < margin || y < margin || x >= small.width - margin || y >= small.height - margin;
      if (!border) continue;
      const v = small.rgb[(y * small.width + x) * 3 + channel] ?? 0;
      n++;
      s += v;
      sx += v * (x - cx);
      sy += v * (y - cy);
      xx += (x - cx) ** 2;
      yy += (y - cy) ** 2;
    }
  }
  // The border is symmetric about the centre, so the three normal equations are independent.
  const b = sx / xx;
  const c = sy / yy;
  return [s / n - b * cx - c * cy, b, c];
}

/** Colour distance of every pixel to the background plane, clipped at `top`. */
function foregroundDistance(small: Small, top: number): Float32Array {
  const planes = [0, 1, 2].map((c) => borderPlane(small, c));
  const distance = new Float32Array(small.width * small.height);
  for (let i = 0; i < distance.length; i++) {
    const x = i % small.width;
    const y = floor(i / small.width);
    let d2 = 0;
    planes.forEach(([a, b, c], channel) => {
      d2 += ((small.rgb[i * 3 + channel] ?? 0) - a - b * x - c * y) ** 2;
    });
    distance[i] = min(sqrt(d2), top);
  }
  return distance;
}

function findDisc(photo: Photo): Ellipse | undefined {
  const small = shrink(photo);
  const top = 220;
  const distance = foregroundDistance(small, top);
  const threshold = max(14, otsu(distance, top) * 0.8);
  const region = largestFilled(
    Uint8Array.from(distance, (d) => (d > threshold ? 1 : 0)),
    small.width,
  );
  const ellipse = momentEllipse(region, small.width);
  if (!ellipse) return undefined;
  const area = (PI * ellipse.major * ellipse.minor) / (small.width * small.height);
  if (area < MIN_AREA || area > MAX_AREA || ellipse.minor / ellipse.major < MIN_AXIS_RATIO) return undefined;
  if (overlap(region, small.width, ellipse) < MIN_OVERLAP) return undefined;
  const { step } = small;
  return {
    x: (ellipse.x + 0.5) * step,
    y: (ellipse.y + 0.5) * step,
    major: ellipse.major * step,
    minor: ellipse.minor * step,
    angle: ellipse.angle,
  };
}

/** Finds the pressed disc on a plain-ish background, or takes the largest centred square of an all-surface photo. */
export function findSurface(photo: Photo): Surface {
  const ellipse = min(photo.width, photo.height) >= 64 ? findDisc(photo) : undefined;
  if (ellipse) return { kind: 'disc', ellipse };
  return { kind: 'whole', x: photo.width / 2, y: photo.height / 2, half: min(photo.width, photo.height) / 2 };
}
