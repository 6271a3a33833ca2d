const { max, min, round, sqrt } = Math;

/** One level of the scale pyramid; `scale` is how many frame pixels one level pixel spans. */
export interface Level {
  width: number;
  height: number;
  scale: number;
  data: Uint8Array;
}

export const LEVELS = 8;
export const SCALE_STEP = 1.2;

/** Running box mean with radius `r`, edges clamped; separable, so two passes. */
export function boxBlur(source: Float32Array, width: number, height: number, r: number): Float32Array {
  const middle = new Float32Array(source.length);
  const out = new Float32Array(source.length);
  const n = 2 * r + 1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = (source[row] ?? 0) * r;
    for (let x = 0; x <= r; x++) sum += source[row + min(x, width - 1)] ?? 0;
    for (let x = 0; x < width; x++) {
      middle[row + x] = sum / n;
      sum += (source[row + min(x + r + 1, width - 1)] ?? 0) - (source[row + max(x - r, 0)] ?? 0);
    }
  }
  const sums = new Float64Array(width);
  for (let y = -r; y <= r; y++) {
    const row = min(max(y, 0), height - 1) * width;
    for (let x = 0; x < width; x++) sums[x] = (sums[x] ?? 0) + (middle[row + x] ?? 0);
  }
  for (let y = 0; y < height; y++) {
    const enter = min(y + r + 1, height - 1) * width;
    const leave = max(y - r, 0) * width;
    for (let x = 0; x < width; x++) {
      const sum = sums[x] ?? 0;
      out[y * width + x] = sum / n;
      sums[x] = sum + (middle[enter + x] ?? 0) - (middle[leave + x] ?? 0);
    }
  }
  return out;
}

/** Evens out light: zero local mean and equal local contrast over windows of `2r + 1`, mapped around 128. */
export function evenLight(gray: Uint8Array, width: number, height: number, r: number): Uint8Array {
  const values = Float32Array.from(gray);
  const mean = boxBlur(values, width, height, r);
  const square = values.map((v) => v * v);
  const meanSquare = boxBlur(square, width, height, r);
  const out = new Uint8Array(gray.length);
  for (let i = 0; i < out.length; i++) {
    const m = mean[i] ?? 0;
    const deviation = sqrt(max((meanSquare[i] ?? 0) - m * m, 0));
    // The floor keeps sensor noise on flat parts from being blown up to texture.
    const v = 128 + (42 * ((values[i] ?? 0) - m)) / max(deviation, 3);
    out[i] = v < 0 ? 0 : v > 255 ? 255 : v;
  }
  return out;
}

/** Bilinear reduction of a level to the given size. */
function reduce(from: Level, width: number, height: number, scale: number): Level {
  const data = new Uint8Array(width * height);
  const sx = from.width / width;
  const sy = from.height / height;
  for (let y = 0; y < height; y++) {
    const py = max((y + 0.5) * sy - 0.5, 0);
    const y0 = min(py | 0, from.height - 2);
    const fy = py - y0;
    for (let x = 0; x < width; x++) {
      const px = max((x + 0.5) * sx - 0.5, 0);
      const x0 = min(px | 0, from.width - 2);
      const fx = px - x0;
      const i = y0 * from.width + x0;
      const j = i + from.width;
      data[y * width + x] =
        (1 - fy) * ((1 - fx) * (from.data[i] ?? 0) + fx * (from.data[i + 1] ?? 0)) +
        fy * ((1 - fx) * (from.data[j] ?? 0) + fx * (from.data[j + 1] ?? 0));
    }
  }
  return { width, height, scale, data };
}

/** Scale pyramid of a square image: `LEVELS` levels, each `SCALE_STEP` smaller than the one before. */
export function pyramid(data: Uint8Array, side: number): Level[] {
  const levels: Level[] = [{ width: side, height: side, scale: 1, data }];
  for (let l = 1; l < LEVELS; l++) {
    const previous = levels[l - 1];
    if (!previous) break;
    const size = round(side / SCALE_STEP ** l);
    levels.push(reduce(previous, size, size, side / size));
  }
  return levels;
}
