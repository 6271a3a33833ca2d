import { BANK } from '../src/phase/bank.ts';

const GRID = 96;

/** Radial log-Gabor times angular Gaussian at frequency (u, v) in cycles per pixel; one half plane only. */
function response(u: number, v: number, wavelength: number, angle: number): number {
  const radius = Math.hypot(u, v);
  if (radius === 0) return 0;
  const radial = Math.exp(-(Math.log(radius * wavelength) ** 2) / (2 * Math.log(BANK.sigmaOnF) ** 2));
  const turn = Math.atan2(v * Math.cos(angle) - u * Math.sin(angle), u * Math.cos(angle) + v * Math.sin(angle));
  const spreadAngle = Math.PI / BANK.orientations / 1.3;
  return radial * Math.exp(-(turn ** 2) / (2 * spreadAngle ** 2));
}

/** Even and odd kernel of one filter: the inverse Fourier sum of its response, tapered, without mean, unit energy. */
export function logGaborKernel(wavelength: number, orientation: number): { even: Float32Array; odd: Float32Array } {
  const { kernel } = BANK;
  const reach = (kernel - 1) / 2;
  const angle = (orientation * Math.PI) / BANK.orientations;
  const even = new Float64Array(kernel * kernel);
  const odd = new Float64Array(kernel * kernel);
  for (let j = -GRID / 2; j < GRID / 2; j++) {
    for (let i = -GRID / 2; i < GRID / 2; i++) {
      const weight = response(i / GRID, j / GRID, wavelength, angle);
      if (weight < 1e-6) continue;
      for (let y = -reach; y <= reach; y++) {
        for (let x = -reach; x <= reach; x++) {
          const phase = (2 * Math.PI * (i * x + j * y)) / GRID;
          const at = (y + reach) * kernel + x + reach;
          even[at] = (even[at] ?? 0) + weight * Math.cos(phase);
          odd[at] = (odd[at] ?? 0) + weight * Math.sin(phase);
        }
      }
    }
  }
  return { even: finish(even), odd: finish(odd) };
}

function finish(kernel: Float64Array): Float32Array {
  const side = BANK.kernel;
  const reach = (side - 1) / 2;
  const window = kernel.map((_, i) => {
    const r = Math.hypot((i % side) - reach, Math.floor(i / side) - reach) / (reach + 1);
    return r >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * r);
  });
  const tapered = kernel.map((v, i) => v * (window[i] ?? 0));
  const sum = tapered.reduce((s, v) => s + v, 0);
  const area = window.reduce((s, v) => s + v, 0);
  const centred = tapered.map((v, i) => v - (sum / area) * (window[i] ?? 0));
  const energy = Math.sqrt(centred.reduce((s, v) => s + v * v, 0));
  // Rounded so that the last bits of a platform's sine do not change the file.
  return Float32Array.from(centred, (v) => Math.round((v / energy) * 1e5) / 1e5);
}

/** Sampled Gaussian that sums to one. */
export function gaussianKernel(sigma: number, radius: number): Float32Array {
  const values = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * sigma ** 2)));
  const sum = values.reduce((s, v) => s + v, 0);
  return Float32Array.from(values, (v) => Math.round((v / sum) * 1e6) / 1e6);
}
