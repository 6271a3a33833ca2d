const { floor, min } = Math;

/** Otsu's threshold (1979) of values between 0 and `top`: the split with the largest between-class variance. */
export function otsu(values: Float32Array, top: number): number {
  const bins = 128;
  const histogram = new Float64Array(bins);
  for (const value of values) {
    const bin = min(bins - 1, floor((value / top) * bins));
    histogram[bin] = (histogram[bin] ?? 0) + 1;
  }
  let sum = 0;
  for (let b = 0; b < bins; b++) sum += b * (histogram[b] ?? 0);
  let best = 0;
  let at = 0;
  let below = 0;
  let belowSum = 0;
  for (let b = 0; b < bins - 1; b++) {
    below += histogram[b] ?? 0;
    belowSum += b * (histogram[b] ?? 0);
    const above = values.length - below;
    if (below === 0 || above === 0) continue;
    const gap = belowSum / below - (sum - belowSum) / above;
    const variance = below * above * gap * gap;
    if (variance > best) {
      best = variance;
      at = b;
    }
  }
  return ((at + 1) / bins) * top;
}

/** Labels 4-connected pixels equal to `wanted`; returns the label image (0 = other) and the size of each label. */
function components(region: Uint8Array, width: number, wanted: number): { labels: Int32Array; sizes: number[] } {
  const labels = new Int32Array(region.length);
  const sizes = [0];
  const stack: number[] = [];
  for (let start = 0; start < region.length; start++) {
    if (region[start] !== wanted || labels[start] !== 0) continue;
    const label = sizes.length;
    let size = 0;
    labels[start] = label;
    stack.push(start);
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      size++;
      const x = i % width;
      if (x > 0) visit(i - 1);
      if (x < width - 1) visit(i + 1);
      visit(i - width);
      visit(i + width);
    }
    sizes.push(size);
    function visit(j: number): void {
      if (region[j] !== wanted || labels[j] !== 0) return;
      labels[j] = label;
      stack.push(j);
    }
  }
  return { labels, sizes };
}

/** Keeps the largest connected region of ones and fills every hole that does not reach the border. */
export function largestFilled(region: Uint8Array, width: number): Uint8Array {
  const { labels, sizes } = components(region, width, 1);
  let largest = 0;
  for (let l = 1; l < sizes.length; l++) if ((sizes[l] ?? 0) > (sizes[largest] ?? 0)) largest = l;
  const solid = new Uint8Array(region.length);
  if (largest === 0) return solid;
  for (let i = 0; i < solid.length; i++) solid[i] = labels[i] === largest ? 1 : 0;

  const background = components(solid, width, 0);
  const height = region.length / width;
  const outside = new Set<number>();
  for (let x = 0; x < width; x++) {
    outside.add(background.labels[x] ?? 0);
    outside.add(background.labels[(height - 1) * width + x] ?? 0);
  }
  for (let y = 0; y < height; y++) {
    outside.add(background.labels[y * width] ?? 0);
    outside.add(background.labels[y * width + width - 1] ?? 0);
  }
  for (let i = 0; i < solid.length; i++) {
    if (solid[i] === 0 && !outside.has(background.labels[i] ?? 0)) solid[i] = 1;
  }
  return solid;
}
