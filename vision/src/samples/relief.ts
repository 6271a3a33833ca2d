import { between, gaussian, mixSeed, seeded } from '../random.ts';
import { growLeaf, type Leaf } from './leaf.ts';

const { PI, abs, atan2, ceil, cos, exp, floor, hypot, max, min, round, sin, sqrt } = Math;

/** A pressed surface: heights in pixels, colours 0..255 per channel, and 1 where there is tea. */
export interface Relief {
  side: number;
  height: Float32Array;
  colour: Float32Array;
  inside: Uint8Array;
}

/** Pixels across the relief; the cake fills `CAKE_RADIUS` around its middle. */
export const RELIEF_SIDE = 1000;
export const CAKE_RADIUS = 440;
const LEAVES = 3600;
const SHOULDER = 46;
const WIDTH_STEPS = 48;

/** Smooth irregular outline: the pressed edge is never a perfect circle. */
function outline(random: () => number): (angle: number) => number {
  const waves = [2, 3, 5, 9, 17].map((k) => ({ k, a: (gaussian(random) * 3) / k ** 0.8, p: random() * 6.28 }));
  return (angle) => CAKE_RADIUS + waves.reduce((sum, { k, a, p }) => sum + a * cos(k * angle + p), 0);
}

/** Height of the cake's body below the leaves: a slight dome that rolls off at the rim. */
function body(distanceToRim: number, radius: number): number {
  const shoulder = min(max(distanceToRim / SHOULDER, 0), 1);
  return 34 * sqrt(1 - (1 - shoulder) ** 2) + 10 * (1 - (radius / CAKE_RADIUS) ** 2);
}

/** Half width at `u` in -1..1 along the fragment, and its profile height at `t` in -1..1 across. */
function profile(leaf: Leaf, u: number, t: number): number {
  const rolled = sqrt(max(1 - t * t, 0));
  const blade = 0.45 + 0.35 * abs(t) ** 1.5 + 0.25 * exp(-((t / 0.1) ** 2));
  const seam = 0.16 * exp(-(((t - 0.5 * sin(leaf.twist * u * 2 + leaf.phase)) / 0.16) ** 2));
  const ripple = 0.08 * sin(9 * u + leaf.phase + 3 * t);
  return leaf.roll * (rolled - seam) + (1 - leaf.roll) * blade + ripple;
}

/** Interval of dx with |dx * a + b| <= limit, narrowed to the one given. */
function narrow([low, high]: readonly [number, number], a: number, b: number, limit: number): [number, number] {
  if (abs(a) < 1e-6) return abs(b) <= limit ? [low, high] : [1, 0];
  const p = (-limit - b) / a;
  const q = (limit - b) / a;
  return [max(low, min(p, q)), min(high, max(p, q))];
}

/** Half widths from one end of a fragment to the other, tabulated because every pixel asks for one. */
function halfWidths(leaf: Leaf): Float32Array {
  return Float32Array.from({ length: 2 * WIDTH_STEPS + 1 }, (_, k) => {
    const u = k / WIDTH_STEPS - 1;
    return max(0.3, leaf.width * (1 - abs(u) ** leaf.taper) * (1 + 0.13 * sin(6 * u + leaf.phase)));
  });
}

/** Presses one fragment into the relief: it follows half of what lies below and rises by its own thickness. */
function press(relief: Relief, leaf: Leaf): void {
  const { side, height, colour, inside } = relief;
  const c = cos(leaf.angle);
  const s = sin(leaf.angle);
  const widths = halfWidths(leaf);
  const across = 0.67 * abs(leaf.bend) * leaf.half + 1.13 * leaf.width;
  const rows = abs(s) * leaf.half + abs(c) * across;
  const centre = height[round(leaf.y) * side + round(leaf.x)] ?? 0;
  for (let y = max(0, floor(leaf.y - rows)); y < min(side, leaf.y + rows); y++) {
    const dy = y - leaf.y;
    const alongRow = narrow([-leaf.x, side - 1 - leaf.x], c, dy * s, leaf.half);
    const [from, to] = narrow(alongRow, -s, dy * c, across);
    for (let x = ceil(leaf.x + from); x <= leaf.x + to; x++) {
      const along = (x - leaf.x) * c + dy * s;
      const u = along / leaf.half;
      if (u < -1 || u > 1) continue;
      const bow = leaf.bend * leaf.half * (u * u - 0.33);
      const halfWidth = widths[round((u + 1) * WIDTH_STEPS)] ?? 0;
      const t = (dy * c - (x - leaf.x) * s - bow) / halfWidth;
      if (t < -1 || t > 1) continue;
      const i = y * side + x;
      if (inside[i] !== 1) continue;
      const under = height[i] ?? 0;
      const edge = min(1, (1 - abs(t)) * 3);
      const top = 0.62 * under + 0.38 * centre + leaf.thickness * profile(leaf, u, t) * (0.35 + 0.65 * edge);
      if (top < under - 1.5) continue;
      height[i] = max(top, under - 1.5);
      tint(colour, i * 3, leaf, u, t);
    }
  }
}

/** Fine fibres run along the fragment; the edges of rolled strips are darker. */
function tint(colour: Float32Array, at: number, leaf: Leaf, u: number, t: number): void {
  const fibre = 1 + 0.1 * sin(13 * t + leaf.phase + 2 * u) + 0.06 * sin(31 * t + 9 * u);
  const rim = 1 - 0.22 * t * t;
  const mix = min(max(0.5 + 0.7 * u, 0), 1);
  for (let k = 0; k < 3; k++) {
    const base = (leaf.colour[k] ?? 0) * (1 - mix) + (leaf.tip[k] ?? 0) * mix;
    colour[at + k] = base * fibre * rim;
  }
}

/** Grows the surface of one cake; the same number always gives the same cake, different numbers share only statistics. */
export function growRelief(cake: number): Relief {
  const random = seeded(mixSeed(0xca4e, cake));
  const side = RELIEF_SIDE;
  const relief: Relief = {
    side,
    height: new Float32Array(side * side),
    colour: new Float32Array(side * side * 3),
    inside: new Uint8Array(side * side),
  };
  const rim = outline(random);
  for (let i = 0; i < side * side; i++) {
    const dx = (i % side) - side / 2;
    const dy = floor(i / side) - side / 2;
    const radius = hypot(dx, dy);
    const toRim = rim(atan2(dy, dx)) - radius;
    if (toRim <= 0) continue;
    relief.inside[i] = 1;
    relief.height[i] = body(toRim, radius);
    relief.colour.set([40, 32, 25], i * 3);
  }
  // The stone press lays neighbouring fragments roughly the same way.
  const swirl = { a: between(random, 0, 6.28), kx: gaussian(random) * 0.006, ky: gaussian(random) * 0.006 };
  for (let n = 0; n < LEAVES; n++) {
    const r = CAKE_RADIUS * 0.985 * sqrt(random());
    const direction = random() * 2 * PI;
    const x = side / 2 + r * cos(direction);
    const y = side / 2 + r * sin(direction);
    const lie = swirl.a + 2.4 * sin(swirl.kx * x + swirl.ky * y + 1.7 * sin(0.007 * (x - y)));
    // Near the rim fragments are dragged along the edge.
    const pull = max(0, (r / CAKE_RADIUS - 0.86) / 0.14);
    press(relief, growLeaf(random, x, y, lie * (1 - pull) + (direction + PI / 2) * pull));
  }
  return relief;
}
