/**
 * Frozen figures of the decision. Measured 2026-11-22 on 40 natural photographs (80 items, simulated captures: turn,
 * scale 0.7-1.4, tilt to 20 degrees, uneven light, blur, noise, JPEG) and 24 rendered cakes under other light:
 * 104 genuine pairs score 0.686 to 1, 6,838 impostor pairs at most 0.187. Left out beforehand: 34 pairs of texture
 * files that share or repeat content on the evidence of their own alignment (tiles, pasted patches); those score
 * up to 0.84. No photograph of a real cake was among them, so this first set bounds little: see `impostorPairs`.
 */
export const CALIBRATION = {
  /** Likeness from here on is a match: about midway between the two groups. */
  threshold: 0.4,
  /** Unrelated pieces never agreed on more than 9 spots; fewer than this discounts the likeness in proportion. */
  fullTrustInliers: 12,
  /** A match over less of the code than this may be one shared patch; genuine pairs compared 0.28 and more. */
  minValidShare: 0.2,
  /** Below this a surface has too little structure to confirm or refute anything. */
  minKeypoints: 120,
  /** Mean phase distance of aligned impostors, the lower of both sets (0.463 cakes, 0.467 photographs). */
  impostorMean: 0.4626,
  /** p (1 - p) / variance of their distances after the search, the lower of both sets (2,081; 7,837), rounded down. */
  degreesOfFreedom: 2000,
  /** Mean share of bits compared in the set that gave the degrees of freedom. */
  impostorValidShare: 0.474,
  /** Impostor pairs counted without a false match; a stated probability is never below 3 / N. */
  impostorPairs: 6838,
} as const;
