import { CALIBRATION } from './constants.ts';
import { PhotoRefused } from './errors.ts';
import { align } from './keypoints/align.ts';
import { matchFeatures } from './keypoints/match.ts';
import { keepStable, phaseCode, type PhaseCode } from './phase/code.ts';
import { MODEL_SHA256 } from './phase/model-digest.ts';
import { runBank } from './phase/session.ts';
import { prepare, type Prepared } from './prepare.ts';
import { warpOnto } from './surface/warp.ts';
import { TEMPLATE_VERSION, writeTemplate } from './template.ts';

/** The private template of a piece with what it was made by; see `commitment` for its public form. */
export interface Enrolment {
  template: Uint8Array;
  templateVersion: string;
  /** Hex SHA-256 of the ONNX graph. */
  modelHash: string;
}

/** At most this many photos of one piece are looked at. */
export const MAX_PHOTOS = 8;

export function requirePhotoCount(photos: readonly Uint8Array[]): void {
  if (photos.length === 0 || photos.length > MAX_PHOTOS) {
    throw new RangeError(`expected 1 to ${String(MAX_PHOTOS)} photos, got ${String(photos.length)}`);
  }
}

/** The code of a further photo, seen from the first one's frame. */
async function alignedCode(base: Prepared, photo: Uint8Array): Promise<PhaseCode> {
  const other = await prepare(photo);
  const found = align(base.features, other.features, matchFeatures(base.features, other.features));
  if (!found || found.inliers < CALIBRATION.fullTrustInliers) throw new PhotoRefused('different-piece');
  return phaseCode(await runBank(warpOnto(other.frame, found.homography)));
}

/**
 * Enrols a piece. The first photo gives frame and keypoints; further photos of the same piece (other light, other
 * angle) remove the phase bits that do not repeat.
 * @throws PhotoRefused naming the first photo problem; RangeError unless 1 to 8 photos are given
 */
export async function enrol(photos: Uint8Array[]): Promise<Enrolment> {
  requirePhotoCount(photos);
  const [first, ...others] = photos;
  const base = await prepare(first ?? new Uint8Array());
  if (base.features.count < CALIBRATION.minKeypoints) throw new PhotoRefused('no-surface');
  let code = phaseCode(await runBank(base.frame));
  for (const photo of others) code = keepStable(code, await alignedCode(base, photo));
  return {
    template: writeTemplate({ features: base.features, code }),
    templateVersion: TEMPLATE_VERSION,
    modelHash: MODEL_SHA256,
  };
}
