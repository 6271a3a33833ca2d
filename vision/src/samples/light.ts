import { boxBlur } from '../keypoints/level.ts';
import type { Relief } from './relief.ts';

const { hypot, max, min, round, sqrt } = Math;

/** A lamp seen from the surface: unit direction towards it, z up. */
export interface Light {
  x: number;
  y: number;
  z: number;
  /** Share of light that comes from everywhere. */
  ambient: number;
}

const SHADOW_STEPS = 22;

/** Share of the lamp that reaches a point: marches towards it over the heights; soft at grazing edges. */
function lit({ side, height }: Relief, light: Light, ceiling: number, x: number, y: number, h: number): number {
  const flat = hypot(light.x, light.y);
  const dx = light.x / flat;
  const dy = light.y / flat;
  const rise = light.z / flat;
  let worst = 0;
  for (let k = 1; k <= SHADOW_STEPS; k++) {
    const d = k * 1.6;
    if (h + rise * d > ceiling) break;
    const px = round(x + dx * d);
    const py = round(y + dy * d);
    if (px < 0 || py < 0 || px >= side || py >= side) break;
    const over = (height[py * side + px] ?? 0) - h - rise * d;
    if (over > worst) worst = over;
  }
  return 1 / (1 + worst * 0.9);
}

/** Linear RGB radiance of every relief pixel under one lamp and sky light, with crevices darkened. */
export function shade(relief: Relief, light: Light): Float32Array {
  const { side, height, colour, inside } = relief;
  const ceiling = height.reduce((top, h) => max(top, h), 0);
  const near = boxBlur(height, side, side, 4);
  const wide = boxBlur(height, side, side, 14);
  const out = new Float32Array(side * side * 3);
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const i = y * side + x;
      if (inside[i] !== 1) continue;
      const h = height[i] ?? 0;
      const gx = ((height[i + 1] ?? 0) - (height[i - 1] ?? 0)) * 0.42;
      const gy = ((height[i + side] ?? 0) - (height[i - side] ?? 0)) * 0.42;
      const norm = 1 / sqrt(1 + gx * gx + gy * gy);
      const lambert = max(0, (light.z - gx * light.x - gy * light.y) * norm);
      // Half vector between lamp and camera (straight above): dull waxy sheen of pressed leaves.
      const hz = light.z + 1;
      const half = hypot(light.x, light.y, hz);
      const facing = max(0, ((hz - gx * light.x - gy * light.y) * norm) / half);
      const sheen = 0.075 * facing ** 22;
      const open = min(1.25, max(0.22, 1 + 0.05 * (h - (near[i] ?? 0)) + 0.028 * (h - (wide[i] ?? 0))));
      const direct = (1 - light.ambient) * lit(relief, light, ceiling, x, y, h);
      const diffuse = (direct * lambert * 1.35 + light.ambient * (0.55 + 0.45 * norm)) * open;
      for (let c = 0; c < 3; c++) {
        const albedo = ((colour[i * 3 + c] ?? 0) / 255) ** 2.2;
        out[i * 3 + c] = albedo * diffuse + sheen * direct * 0.6;
      }
    }
  }
  return out;
}
