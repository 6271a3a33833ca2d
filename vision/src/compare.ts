import type { Evidence } from './decision.ts';
import { align } from './keypoints/align.ts';
import { matchFeatures } from './keypoints/match.ts';
import { phaseDistance } from './phase/distance.ts';
import { runBank } from './phase/session.ts';
import type { Prepared } from './prepare.ts';
import { warpOnto } from './surface/warp.ts';
import type { Template } from './template.ts';

/** Aligns a probe to a template and measures how alike they are; unaligned probes are at chance distance 0.5. */
export async function compare(template: Template, probe: Prepared): Promise<Evidence> {
  const matches = matchFeatures(template.features, probe.features);
  const alignment = align(template.features, probe.features, matches);
  const keypoints = probe.features.count;
  if (!alignment) return { distance: 0.5, validShare: 0, inliers: 0, keypoints };
  const responses = await runBank(warpOnto(probe.frame, alignment.homography));
  return { ...phaseDistance(template.code, responses), inliers: alignment.inliers, keypoints };
}
