import { extractFeatures, type Features } from './keypoints/features.ts';
import { decodePhoto } from './surface/decode.ts';
import { findSurface } from './surface/find.ts';
import { normalise, type Frame } from './surface/normalise.ts';
import { requireQuality, requireSize } from './surface/quality.ts';

/** A photograph made comparable: its straightened surface and keypoints, and the original size in pixels. */
export interface Prepared {
  frame: Frame;
  features: Features;
  width: number;
  height: number;
}

/** Decodes, finds and straightens the surface, passes the quality gate and extracts keypoints. @throws PhotoRefused */
export async function prepare(bytes: Uint8Array): Promise<Prepared> {
  const photo = await decodePhoto(bytes);
  const surface = findSurface(photo);
  requireSize(photo, surface);
  const frame = normalise(photo, surface);
  requireQuality(frame);
  return { frame, features: extractFeatures(frame), width: photo.originalWidth, height: photo.originalHeight };
}
