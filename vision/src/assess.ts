import { CALIBRATION } from './constants.ts';
import { PhotoRefused, type QualityReason } from './errors.ts';
import { prepare } from './prepare.ts';

/** Whether a photo can be enrolled or checked; width and height are those of the upright original in pixels. */
export type Assessment =
  { ok: true; width: number; height: number } | { ok: false; reason: QualityReason; advice: string };

/** Looks at one photo without comparing it to anything. Never throws for bad photo bytes. */
export async function assess(photo: Uint8Array): Promise<Assessment> {
  try {
    const { features, width, height } = await prepare(photo);
    if (features.count < CALIBRATION.minKeypoints) throw new PhotoRefused('no-surface');
    return { ok: true, width, height };
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    return { ok: false, reason: error.reason, advice: error.advice };
  }
}
