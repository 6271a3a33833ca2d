const { abs, max, sqrt } = Math;

/** Row-major 3 x 3 projective map of the plane, last entry 1, in centred frame units (see `toUnit`). */
export type Homography = readonly [number, number, number, number, number, number, number, number];

/** Points as columns, in the same order. */
export interface Points {
  x: ArrayLike<number>;
  y: ArrayLike<number>;
}

/** Maps one point; the third value is the projective denominator. */
export function project(h: Homography, x: number, y: number): [number, number, number] {
  const w = h[6] * x + h[7] * y + 1;
  return [(h[0] * x + h[1] * y + h[2]) / w, (h[3] * x + h[4] * y + h[5]) / w, w];
}

/** Solves the symmetric system `a x = b` of size n by Gaussian elimination with pivoting; undefined if singular. */
function solve(a: Float64Array, b: Float64Array, n: number): Float64Array | undefined {
  const at = (row: number, column: number): number => a[row * n + column] ?? 0;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let r = k + 1; r < n; r++) if (abs(at(r, k)) > abs(at(pivot, k))) pivot = r;
    if (abs(at(pivot, k)) < 1e-12) return undefined;
    for (let c = 0; c < n; c++) [a[k * n + c], a[pivot * n + c]] = [at(pivot, c), at(k, c)];
    [b[k], b[pivot]] = [b[pivot] ?? 0, b[k] ?? 0];
    for (let r = k + 1; r < n; r++) {
      const factor = at(r, k) / at(k, k);
      for (let c = k; c < n; c++) a[r * n + c] = at(r, c) - factor * at(k, c);
      b[r] = (b[r] ?? 0) - factor * (b[k] ?? 0);
    }
  }
  for (let k = n - 1; k >= 0; k--) {
    let rest = b[k] ?? 0;
    for (let c = k + 1; c < n; c++) rest -= at(k, c) * (b[c] ?? 0);
    b[k] = rest / at(k, k);
  }
  return b;
}

/**
 * Weighted least-squares homography (or affine map) from `from` to `to` over the chosen indices
 * (Hartley and Zisserman 2004, section 4.1, inhomogeneous form; the projective terms are mildly damped).
 */
export function fitHomography(
  from: Points,
  to: Points,
  chosen: readonly number[],
  affine: boolean,
): Homography | undefined {
  const n = affine ? 6 : 8;
  const a = new Float64Array(n * n);
  const b = new Float64Array(n);
  const row = new Float64Array(n);
  const add = (target: number): void => {
    for (let r = 0; r < n; r++) {
      const v = row[r] ?? 0;
      if (v === 0) continue;
      for (let c = 0; c < n; c++) a[r * n + c] = (a[r * n + c] ?? 0) + v * (row[c] ?? 0);
      b[r] = (b[r] ?? 0) + v * target;
    }
  };
  for (const i of chosen) {
    const x = from.x[i] ?? 0;
    const y = from.y[i] ?? 0;
    const u = to.x[i] ?? 0;
    const v = to.y[i] ?? 0;
    row.set([x, y, 1, 0, 0, 0]);
    if (!affine) row.set([-u * x, -u * y], 6);
    add(u);
    row.set([0, 0, 0, x, y, 1]);
    if (!affine) row.set([-v * x, -v * y], 6);
    add(v);
  }
  if (!affine) for (const k of [6, 7]) a[k * n + k] = (a[k * n + k] ?? 0) + 1e-3 * chosen.length;
  const h = solve(a, b, n);
  if (!h) return undefined;
  return [h[0] ?? 0, h[1] ?? 0, h[2] ?? 0, h[3] ?? 0, h[4] ?? 0, h[5] ?? 0, h[6] ?? 0, h[7] ?? 0];
}

/** Is this a view of the same flat side: not mirrored, scale 1:3 at most, shear and perspective of a hand-held tilt? */
export function isPlausible(h: Homography): boolean {
  const determinant = h[0] * h[4] - h[1] * h[3];
  if (!(determinant > 0.11 && determinant < 9)) return false;
  const half = (h[0] ** 2 + h[1] ** 2 + h[3] ** 2 + h[4] ** 2) / 2;
  const stretch = half + sqrt(max(half * half - determinant ** 2, 0));
  if (stretch / determinant > 2.2) return false;
  return abs(h[6]) + abs(h[7]) < 0.5;
}
