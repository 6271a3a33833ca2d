const { atan2, cos, floor, hypot, max, sin, sqrt } = Math;

/** An ellipse in pixels: centre, half axes (major first) and the angle of the major axis in radians. */
export interface Ellipse {
  x: number;
  y: number;
  major: number;
  minor: number;
  angle: number;
}

/** Ellipse with the same first and second moments as a filled binary region (1 inside, 0 outside). */
export function momentEllipse(region: Uint8Array, width: number): Ellipse | undefined {
  let n = 0;
  let sx = 0;
  let sy = 0;
  for (let i = 0; i < region.length; i++) {
    if (region[i] !== 1) continue;
    n++;
    sx += i % width;
    sy += floor(i / width);
  }
  if (n < 16) return undefined;
  const x = sx / n;
  const y = sy / n;
  let xx = 0;
  let yy = 0;
  let xy = 0;
  for (let i = 0; i < region.length; i++) {
    if (region[i] !== 1) continue;
    const dx = (i % width) - x;
    const dy = floor(i / width) - y;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  // A filled ellipse with half axis a has variance a^2/4 along that axis.
  const mean = (xx + yy) / (2 * n);
  const spread = hypot((xx - yy) / (2 * n), xy / n);
  return {
    x,
    y,
    major: 2 * sqrt(mean + spread),
    minor: 2 * sqrt(max(mean - spread, 0)),
    angle: 0.5 * atan2((2 * xy) / n, (xx - yy) / n),
  };
}

/** Squared radius of a point in units of the ellipse: below 1 is inside. */
export function ellipseRadius2(e: Ellipse, x: number, y: number): number {
  const dx = x - e.x;
  const dy = y - e.y;
  const u = (dx * cos(e.angle) + dy * sin(e.angle)) / e.major;
  const v = (dy * cos(e.angle) - dx * sin(e.angle)) / e.minor;
  return u * u + v * v;
}

/** Intersection over union of a region with an ellipse drawn on the same grid. */
export function overlap(region: Uint8Array, width: number, e: Ellipse): number {
  let both = 0;
  let either = 0;
  for (let i = 0; i < region.length; i++) {
    const inside = ellipseRadius2(e, i % width, floor(i / width)) <= 1;
    const set = region[i] === 1;
    if (inside && set) both++;
    if (inside || set) either++;
  }
  return either === 0 ? 0 : both / either;
}
