import { CALIBRATION } from './constants.ts';

/** What the comparison of one probe with one template measured. */
export interface Evidence {
  /** Phase distance after alignment, 0 identical, 0.5 chance. */
  distance: number;
  /** Share of all phase bits that could be compared. */
  validShare: number;
  /** Distinct spots that agree on one plausible map. */
  inliers: number;
  /** Keypoints of the probe: a probe with few cannot refute anything. */
  keypoints: number;
}

export type Decision = 'match' | 'no-match' | 'take-another';

/** Likeness 0..1: twice the distance from chance, discounted while the alignment rests on few spots. */
export function likeness({ distance, inliers }: Evidence): number {
  const trust = Math.min(1, inliers / CALIBRATION.fullTrustInliers);
  return Math.min(1, Math.max(0, (1 - 2 * distance) * trust));
}

/** Upper tail of the standard normal (Abramowitz and Stegun 7.1.26 below 3, Mills ratio expansion above). */
export function normalTail(z: number): number {
  if (z < -8) return 1;
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z >= 3) return (density / z) * (1 - 1 / z ** 2 + 3 / z ** 4);
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return density * series;
}

/**
 * Chance that another piece would look at least this alike: the worse of the binomial tail (normal approximation, with
 * the degrees of freedom counted on impostors after the search, scaled by the bits compared) and the bound from
 * counting, 3 / N impostor pairs without a false match (rule of three, 95 %).
 */
export function falseMatchProbability(evidence: Evidence): number {
  const { impostorMean, degreesOfFreedom, impostorValidShare, impostorPairs } = CALIBRATION;
  const degrees = Math.max(1, degreesOfFreedom * Math.min(1, evidence.validShare / impostorValidShare));
  // Likeness rather than raw distance, so that a poor alignment is not taken for full evidence.
  const distance = (1 - likeness(evidence)) / 2;
  const deviation = Math.sqrt((impostorMean * (1 - impostorMean)) / degrees);
  const binomial = normalTail((impostorMean - distance) / deviation);
  return Math.min(1, Math.max(binomial, 3 / impostorPairs));
}

/** `take-another` when too little could be compared to say either. */
export function decide(evidence: Evidence): Decision {
  const alike = likeness(evidence) >= CALIBRATION.threshold;
  if (alike) return evidence.validShare >= CALIBRATION.minValidShare ? 'match' : 'take-another';
  return evidence.keypoints < CALIBRATION.minKeypoints ? 'take-another' : 'no-match';
}
