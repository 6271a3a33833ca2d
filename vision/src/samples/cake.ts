import sharp from 'sharp';
import { boxBlur } from '../keypoints/level.ts';
import { between, gaussian, mixSeed, seeded, type Random } from '../random.ts';
import { tablePoint, type Camera } from './camera.ts';
import { shade, type Light } from './light.ts';
import { CAKE_RADIUS, growRelief, RELIEF_SIDE, type Relief } from './relief.ts';
import { layTable, type Table } from './table.ts';
import { RENDERED_MARK } from '../rendered.ts';

const { PI, cos, floor, hypot, max, min, round, sin, tan } = Math;

/** Which cake, which photograph of it, and the side of the square picture in pixels (200 to 2000, default 900). */
export interface CakePhoto {
  cake: number;
  shot: number;
  size?: number;
}

function aimCamera(random: Random, size: number): Camera {
  const fill = between(random, 0.72, 0.9);
  return {
    turn: between(random, 0, 2 * PI),
    tilt: (between(random, 0, 16) * PI) / 180,
    lean: between(random, 0, 2 * PI),
    scale: (2 * CAKE_RADIUS) / (fill * size),
    offsetX: gaussian(random) * size * 0.012,
    offsetY: gaussian(random) * size * 0.012,
  };
}

function placeLamp(random: Random): Light {
  const azimuth = between(random, 0, 2 * PI);
  const elevation = (between(random, 42, 64) * PI) / 180;
  return {
    x: cos(azimuth) * cos(elevation),
    y: sin(azimuth) * cos(elevation),
    z: sin(elevation),
    ambient: between(random, 0.36, 0.52),
  };
}

/** How dark the cake's own shadow leaves the table: 0..1 on the relief grid. */
function castShadow(relief: Relief, light: Light): Float32Array {
  const { side, inside } = relief;
  const shifted = new Float32Array(side * side);
  const flat = hypot(light.x, light.y) / light.z;
  const dx = round((-light.x / light.z) * 30);
  const dy = round((-light.y / light.z) * 30);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const fx = x - dx;
      const fy = y - dy;
      if (fx >= 0 && fy >= 0 && fx < side && fy < side) shifted[y * side + x] = inside[fy * side + fx] ?? 0;
    }
  }
  const soft = boxBlur(boxBlur(shifted, side, side, 8), side, side, 8);
  const contact = boxBlur(boxBlur(Float32Array.from(inside), side, side, 14), side, side, 14);
  return soft.map((v, i) => min(1, v * 0.5 * min(1.2, flat + 0.35) + (contact[i] ?? 0) * 0.5));
}

interface Scene {
  relief: Relief;
  radiance: Float32Array;
  shadow: Float32Array;
  table: Table;
  light: Light;
}

/** Bilinear sample of an interleaved or single-channel grid; zero outside. */
function sample(grid: Float32Array, channels: number, channel: number, x: number, y: number): number {
  const side = RELIEF_SIDE;
  if (!(x >= 0 && y >= 0 && x < side - 1 && y < side - 1)) return 0;
  const x0 = x | 0;
  const y0 = y | 0;
  const fx = x - x0;
  const fy = y - y0;
  const i = (y0 * side + x0) * channels + channel;
  const j = i + side * channels;
  return (
    (1 - fy) * ((1 - fx) * (grid[i] ?? 0) + fx * (grid[i + channels] ?? 0)) +
    fy * ((1 - fx) * (grid[j] ?? 0) + fx * (grid[j + channels] ?? 0))
  );
}

function look(scene: Scene, cover: Float32Array, x: number, y: number, out: Float64Array): void {
  const covered = sample(cover, 1, 0, x, y);
  const dark = 1 - sample(scene.shadow, 1, 0, x, y);
  const [tr, tg, tb] = covered < 1 ? scene.table(x, y) : [0, 0, 0];
  const level = (scene.light.z * (1 - scene.light.ambient) * 1.1 + scene.light.ambient) * dark * (1 - covered);
  out[0] = (out[0] ?? 0) + sample(scene.radiance, 3, 0, x, y) + tr * tr * level;
  out[1] = (out[1] ?? 0) + sample(scene.radiance, 3, 1, x, y) + tg * tg * level;
  out[2] = (out[2] ?? 0) + sample(scene.radiance, 3, 2, x, y) + tb * tb * level;
}

/** Exposure, white balance, vignette, sensor noise and the sRGB curve of a phone. */
function develop(linear: Float32Array, size: number, random: Random): Uint8Array {
  const exposure = between(random, 2.1, 2.9);
  const balance = [1 + gaussian(random) * 0.035, 1, 1 + gaussian(random) * 0.05];
  const vignette = between(random, 0.08, 0.26);
  const grain = between(random, 1, 2.6);
  const out = new Uint8Array(linear.length);
  for (let i = 0; i < size * size; i++) {
    const r2 = (((i % size) / size - 0.5) ** 2 + (floor(i / size) / size - 0.5) ** 2) * 2;
    const gain = exposure * (1 - vignette * r2);
    const noise = grain * (random() + random() + random() - 1.5);
    for (let c = 0; c < 3; c++) {
      const v = max(0, (linear[i * 3 + c] ?? 0) * gain * (balance[c] ?? 1));
      // Filmic shoulder (Hable-like rational curve) before the display gamma.
      const mapped = (v * (1 + v * 0.12)) / (1 + v * 0.55);
      out[i * 3 + c] = min(255, max(0, 255 * mapped ** (1 / 2.2) + noise));
    }
  }
  return out;
}

/** Moves the sampled point with the height below it: the parallax of a tilted camera. */
function parallax(heights: Float32Array, camera: Camera, x: number, y: number): [number, number] {
  const direction = camera.lean + camera.turn;
  const shift = sample(heights, 1, 0, x, y) * tan(camera.tilt);
  return [x - cos(direction) * shift, y - sin(direction) * shift];
}

/** Photographs an already grown cake; several shots can share its relief. */
export async function photographCake(relief: Relief, { cake, shot, size = 900 }: CakePhoto): Promise<Uint8Array> {
  const random = seeded(mixSeed(0x5407, cake, shot));
  const light = placeLamp(random);
  const camera = aimCamera(random, size);
  const table = layTable(mixSeed(0x7ab1e, cake, shot));
  const scene: Scene = { relief, radiance: shade(relief, light), shadow: castShadow(relief, light), table, light };
  const cover = boxBlur(Float32Array.from(relief.inside), RELIEF_SIDE, RELIEF_SIDE, 1);
  const heights = boxBlur(relief.height, RELIEF_SIDE, RELIEF_SIDE, 14);
  const linear = new Float32Array(size * size * 3);
  const pixel = new Float64Array(3);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      pixel.fill(0);
      for (let k = 0; k < 2; k++) {
        const [tx, ty] = tablePoint(camera, size, u + 0.25 + 0.5 * k, v + 0.75 - 0.5 * k);
        const [x, y] = parallax(heights, camera, tx + RELIEF_SIDE / 2, ty + RELIEF_SIDE / 2);
        look(scene, cover, x, y, pixel);
      }
      for (let c = 0; c < 3; c++) linear[(v * size + u) * 3 + c] = (pixel[c] ?? 0) / 2;
    }
  }
  const raw = { width: size, height: size, channels: 3 } as const;
  const quality = round(between(random, 78, 92));
  return sharp(develop(linear, size, random), { raw })
    .blur(between(random, 0.3, 0.7))
    .jpeg({ quality })
    .withExif({ IFD0: { ImageDescription: RENDERED_MARK } })
    .toBuffer();
}

/**
 * Renders a photograph (JPEG) of a pressed tea cake: relief of thousands of overlapping leaf fragments, one lamp with
 * cast shadows, a tilted hand-held camera, a table, phone development. Deterministic in (cake, shot, size).
 * @throws RangeError for sizes outside 200..2000 or numbers that are no whole numbers from 0
 */
export async function renderCake({ cake, shot, size = 900 }: CakePhoto): Promise<Uint8Array> {
  if (![cake, shot, size].every((v) => Number.isSafeInteger(v) && v >= 0) || size < 200 || size > 2000) {
    throw new RangeError('cake and shot must be whole numbers from 0, size 200 to 2000');
  }
  return photographCake(growRelief(cake), { cake, shot, size });
}
