import { compare } from './compare.ts';
import { CALIBRATION } from './constants.ts';
import { decide, falseMatchProbability, likeness, type Decision, type Evidence } from './decision.ts';
import { requirePhotoCount } from './enrol.ts';
import { PhotoRefused, type QualityReason } from './errors.ts';
import { prepare } from './prepare.ts';
import { readTemplate, type Template } from './template.ts';

export interface Verification {
  decision: Decision;
  /** 0..1, higher = more alike. */
  score: number;
  /** Scores from here on are a match. */
  threshold: number;
  /** Phase distance of the best photo, 0 identical, 0.5 chance. */
  distance: number;
  /** Distinct spots agreeing on one plausible view of the piece. */
  inliers: number;
  /** Chance that another piece looks at least this alike; never below what was counted. */
  falseMatchProbability: number;
  /** Why another photo is asked for, when the photo itself is the problem. */
  reason?: QualityReason;
}

function report(evidence: Evidence): Verification {
  return {
    decision: decide(evidence),
    score: likeness(evidence),
    threshold: CALIBRATION.threshold,
    distance: evidence.distance,
    inliers: evidence.inliers,
    falseMatchProbability: falseMatchProbability(evidence),
  };
}

/** What an unusable photo says: chance, on no evidence. */
const NOTHING: Evidence = { distance: 0.5, validShare: 0, inliers: 0, keypoints: 0 };

/** One photo against a template; an unusable photo asks for another one. */
async function verifyPhoto(template: Template, photo: Uint8Array): Promise<Verification> {
  try {
    return report(await compare(template, await prepare(photo)));
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    return { ...report(NOTHING), reason: error.reason };
  }
}

const RANK: Record<Decision, number> = { match: 2, 'no-match': 1, 'take-another': 0 };

/**
 * Is this the enrolled piece? The best of 1 to 8 photos decides; unusable photos only count when all are.
 * @throws TemplateInvalid for bytes that are no template; RangeError unless 1 to 8 photos are given
 */
export async function verify(template: Uint8Array, photos: Uint8Array[]): Promise<Verification> {
  requirePhotoCount(photos);
  const enrolled = readTemplate(template);
  let best: Verification | undefined;
  let tried = 0;
  for (const photo of photos) {
    tried++;
    const next = await verifyPhoto(enrolled, photo);
    const better =
      !best ||
      RANK[next.decision] > RANK[best.decision] ||
      (next.decision === best.decision && next.score > best.score);
    if (better) best = next;
    if (next.decision === 'match') break;
  }
  const answer = best ?? report(NOTHING);
  // Every further photo is a further chance for another piece to pass.
  return { ...answer, falseMatchProbability: Math.min(1, answer.falseMatchProbability * tried) };
}
