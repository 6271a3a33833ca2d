import type { Homography } from '../keypoints/homography.ts';
import { FRAME, type Frame } from './normalise.ts';

/** Resamples `probe` onto the enrolment frame; `h` maps enrolment to probe in centred units. Outside is masked. */
export function warpOnto(probe: Frame, h: Homography): Frame {
  const gray = new Uint8Array(FRAME * FRAME);
  const mask = new Uint8Array(FRAME * FRAME);
  const half = FRAME / 2;
  for (let v = 0; v < FRAME; v++) {
    const y = (v - half + 0.5) / half;
    for (let u = 0; u < FRAME; u++) {
      const x = (u - half + 0.5) / half;
      const w = h[6] * x + h[7] * y + 1;
      const px = ((h[0] * x + h[1] * y + h[2]) / w) * half + half - 0.5;
      const py = ((h[3] * x + h[4] * y + h[5]) / w) * half + half - 0.5;
      if (!(px >= 0 && py >= 0 && px < FRAME - 1 && py < FRAME - 1)) continue;
      const x0 = px | 0;
      const y0 = py | 0;
      const fx = px - x0;
      const fy = py - y0;
      const i = y0 * FRAME + x0;
      const j = i + FRAME;
      const at = v * FRAME + u;
      gray[at] =
        (1 - fy) * ((1 - fx) * (probe.gray[i] ?? 0) + fx * (probe.gray[i + 1] ?? 0)) +
        fy * ((1 - fx) * (probe.gray[j] ?? 0) + fx * (probe.gray[j + 1] ?? 0)) +
        0.5;
      mask[at] = probe.mask[i] ?? 0;
    }
  }
  return { gray, mask };
}
