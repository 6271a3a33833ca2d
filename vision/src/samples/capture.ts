import sharp from 'sharp';
import { between, gaussian, mixSeed, seeded, type Random } from '../random.ts';
import { tablePoint, type Camera } from './camera.ts';

const { PI, cos, floor, max, min, round, sin } = Math;

/** Which piece of the photographed surface (0..3, its quarters) and which simulated capture of it. */
export interface Capture {
  item: number;
  shot: number;
}

/** Side of a capture in pixels. */
const SIDE = 720;
const ITEMS = 4;

/** One quarter of the photo, interleaved RGB. */
interface Crop {
  side: number;
  rgb: Uint8Array;
}

async function cutItem(photo: Uint8Array, item: number): Promise<Crop> {
  const upright = sharp(photo, { limitInputPixels: 60_000_000 }).autoOrient();
  const { autoOrient } = await upright.metadata();
  const side = min(1024, floor(min(autoOrient.width, autoOrient.height) / 2));
  if (side < 200) throw new RangeError('the photograph must measure at least 400 x 400 pixels');
  const { data, info } = await upright
    .extract({
      left: floor(autoOrient.width / 2) - (item % 2 === 0 ? side : 0),
      top: floor(autoOrient.height / 2) - (item < 2 ? side : 0),
      width: side,
      height: side,
    })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new RangeError('the photograph must be a colour picture');
  return { side, rgb: data };
}

/** Folds a coordinate back into 0..side-1: beyond its edge the item is mirrored, never its neighbour shown. */
function fold(v: number, side: number): number {
  const period = 2 * (side - 1);
  const m = ((v % period) + period) % period;
  return m < side - 1 ? m : period - m;
}

function aim(random: Random, crop: Crop): Camera {
  return {
    turn: between(random, 0, 2 * PI),
    tilt: (between(random, 0, 20) * PI) / 180,
    lean: between(random, 0, 2 * PI),
    scale: (0.86 * crop.side) / SIDE / between(random, 0.7, 1.4),
    offsetX: gaussian(random) * 12,
    offsetY: gaussian(random) * 12,
  };
}

/** Luma taken as height: shading by its slope towards a lamp imitates relief lit from another side. */
function reliefLight({ side, rgb }: Crop, random: Random): Float32Array {
  const strength = between(random, 0, 0.012);
  const azimuth = between(random, 0, 2 * PI);
  const luma = (i: number): number => (rgb[i * 3] ?? 0) + 2 * (rgb[i * 3 + 1] ?? 0) + (rgb[i * 3 + 2] ?? 0);
  const gain = new Float32Array(side * side).fill(1);
  for (let y = 1; y < side - 1; y++) {
    for (let x = 1; x < side - 1; x++) {
      const i = y * side + x;
      const slope = cos(azimuth) * (luma(i + 1) - luma(i - 1)) + sin(azimuth) * (luma(i + side) - luma(i - side));
      gain[i] = min(1.5, max(0.6, 1 + (strength * slope) / 4));
    }
  }
  return gain;
}

function photograph(crop: Crop, random: Random): Uint8Array {
  const camera = aim(random, crop);
  const relief = reliefLight(crop, random);
  const gamma = between(random, 0.8, 1.25);
  const balance = [1 + gaussian(random) * 0.05, 1, 1 + gaussian(random) * 0.06];
  const sweep = { x: gaussian(random) * 0.2, y: gaussian(random) * 0.2 };
  const vignette = between(random, 0, 0.35);
  const noise = between(random, 1, 6);
  const out = new Uint8Array(SIDE * SIDE * 3);
  const curve = Float32Array.from({ length: 512 }, (_, v) => 255 * (v / 255) ** gamma);
  for (let v = 0; v < SIDE; v++) {
    for (let u = 0; u < SIDE; u++) {
      const [tx, ty] = tablePoint(camera, SIDE, u, v);
      const x = fold(tx + crop.side / 2, crop.side);
      const y = fold(ty + crop.side / 2, crop.side);
      const a = u / SIDE - 0.5;
      const b = v / SIDE - 0.5;
      const light = (1 + sweep.x * a + sweep.y * b) * (1 - vignette * (a * a + b * b) * 2);
      const grain = noise * (random() + random() + random() - 1.5) * 1.4;
      for (let c = 0; c < 3; c++) {
        const seen = bilinear(crop, relief, x, y, c) * light * (balance[c] ?? 1);
        const developed = curve[min(511, max(0, round(seen)))] ?? 0;
        out[(v * SIDE + u) * 3 + c] = min(255, max(0, developed + grain));
      }
    }
  }
  return out;
}

function bilinear({ side, rgb }: Crop, gain: Float32Array, x: number, y: number, channel: number): number {
  const x0 = min(x | 0, side - 2);
  const y0 = min(y | 0, side - 2);
  const fx = x - x0;
  const fy = y - y0;
  const at = (i: number): number => (rgb[i * 3 + channel] ?? 0) * (gain[i] ?? 1);
  const i = y0 * side + x0;
  return (1 - fy) * ((1 - fx) * at(i) + fx * at(i + 1)) + fy * ((1 - fx) * at(i + side) + fx * at(i + side + 1));
}

/**
 * Simulates a phone capture (JPEG, 720 x 720) of one quarter of a real photograph: turn, scale 0.7-1.4, tilt to 20
 * degrees, uneven light with a relief cue, vignette, gamma, white balance, blur, noise and JPEG 45-90. Quarters never
 * overlap, so items of one photograph are different pieces of the same material. Deterministic in its arguments.
 * @throws RangeError for an item outside 0..3 or a photograph below 400 pixels
 */
export async function captureFrom(photo: Uint8Array, { item, shot }: Capture): Promise<Uint8Array> {
  if (!Number.isInteger(item) || item < 0 || item >= ITEMS) throw new RangeError('item must be 0, 1, 2 or 3');
  const crop = await cutItem(photo, item);
  const random = seeded(mixSeed(0xca97, item, shot, photo.byteLength));
  const pixels = photograph(crop, random);
  const blur = between(random, 0.3, 1.3);
  const quality = round(between(random, 45, 90));
  return sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 3 } })
    .blur(blur)
    .jpeg({ quality })
    .toBuffer();
}
