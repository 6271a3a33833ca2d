import type { Photo } from './decode.ts';
import type { Surface } from './find.ts';

const { cos, max, min, round, sin } = Math;

/** Side of the normalised frame in pixels. */
export const FRAME = 512;
/** A disc of this radius is centred in the frame; the rim beyond `DISC_VALID` is not texture. */
const DISC_RADIUS = 250;
const DISC_VALID = 0.93;

/** The surface seen straight on: 512 x 512 luma and a validity mask (1 = surface). */
export interface Frame {
  gray: Uint8Array;
  mask: Uint8Array;
}

/** Rec. 601 luma of the whole photo (ITU-R BT.601-7 section 2.5.1). */
function luma(photo: Photo): Uint8Array {
  const gray = new Uint8Array(photo.width * photo.height);
  for (let i = 0, j = 0; i < gray.length; i++, j += 3) {
    gray[i] = (77 * (photo.rgb[j] ?? 0) + 150 * (photo.rgb[j + 1] ?? 0) + 29 * (photo.rgb[j + 2] ?? 0) + 128) >> 8;
  }
  return gray;
}

/** Affine map from frame pixels to photo pixels: `[ax, bx, cx, ay, by, cy]`. */
function frameToPhoto(surface: Surface): [number, number, number, number, number, number] {
  const middle = (FRAME - 1) / 2;
  if (surface.kind === 'whole') {
    const s = (2 * surface.half) / FRAME;
    return [s, 0, surface.x - 0.5 - s * middle, 0, s, surface.y - 0.5 - s * middle];
  }
  // Stretch along the minor axis only, so a tilted disc becomes round without being turned.
  const { x, y, major, minor, angle } = surface.ellipse;
  const c = cos(angle);
  const s = sin(angle);
  const p = major / DISC_RADIUS;
  const q = minor / DISC_RADIUS;
  const ax = p * c * c + q * s * s;
  const mixed = (p - q) * c * s;
  const by = p * s * s + q * c * c;
  return [ax, mixed, x - 0.5 - (ax + mixed) * middle, mixed, by, y - 0.5 - (mixed + by) * middle];
}

/** Resamples the surface to the frame with 2 x 2 samples per pixel (antialiased down to about a quarter). */
export function normalise(photo: Photo, surface: Surface): Frame {
  const source = luma(photo);
  const { width, height } = photo;
  const [ax, bx, cx, ay, by, cy] = frameToPhoto(surface);
  const gray = new Uint8Array(FRAME * FRAME);
  const mask = new Uint8Array(FRAME * FRAME);
  const limit2 = surface.kind === 'disc' ? (DISC_RADIUS * DISC_VALID) ** 2 : Infinity;
  const middle = (FRAME - 1) / 2;
  for (let v = 0; v < FRAME; v++) {
    for (let u = 0; u < FRAME; u++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) {
        const du = u + (k & 1 ? 0.25 : -0.25);
        const dv = v + (k & 2 ? 0.25 : -0.25);
        const x = min(max(ax * du + bx * dv + cx, 0), width - 1.001);
        const y = min(max(ay * du + by * dv + cy, 0), height - 1.001);
        const x0 = x | 0;
        const y0 = y | 0;
        const fx = x - x0;
        const fy = y - y0;
        const at = y0 * width + x0;
        const right = x0 + 1 < width ? 1 : 0;
        const below = y0 + 1 < height ? width : 0;
        sum +=
          (1 - fy) * ((1 - fx) * (source[at] ?? 0) + fx * (source[at + right] ?? 0)) +
          fy * ((1 - fx) * (source[at + below] ?? 0) + fx * (source[at + below + right] ?? 0));
      }
      const i = v * FRAME + u;
      gray[i] = round(sum / 4);
      const x = ax * u + bx * v + cx;
      const y = ay * u + by * v + cy;
      const inPhoto = x >= -0.5 && y >= -0.5 && x <= width - 0.5 && y <= height - 0.5;
      mask[i] = inPhoto && (u - middle) ** 2 + (v - middle) ** 2 <= limit2 ? 1 : 0;
    }
  }
  return { gray, mask };
}
