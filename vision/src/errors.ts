/** Why a photograph cannot be used, with the advice shown to the person holding the camera. */
export const ADVICE = {
  'not-an-image': 'This file is not a JPEG, PNG, WebP, AVIF or HEIF photograph. Choose a photo taken with the camera.',
  damaged: 'The photo file is cut off or damaged. Take or upload it again.',
  animated: 'This file holds several pictures. Choose a single photograph.',
  'too-large': 'The photo is too large. Use at most 20 megabytes and 60 megapixels.',
  'too-small': 'The surface is too small in the picture. Move closer until it fills the frame.',
  'too-dark': 'The picture is too dark. Go to a brighter place or turn on the light.',
  'too-bright': 'The picture is washed out. Turn away from the direct light.',
  glare: 'Light is reflected from the surface. Tilt the phone or shade the surface.',
  blurred: 'The picture is blurred. Hold the phone still and let it focus.',
  'no-surface': 'No textured surface was found. Photograph the bare surface from straight above.',
  'different-piece': 'The enrolment photos do not show the same piece. Take them again one after another.',
} as const;

export type QualityReason = keyof typeof ADVICE;

/** A photograph was refused; `reason` is stable, `advice` is in plain words. */
export class PhotoRefused extends Error {
  override readonly name = 'PhotoRefused';
  readonly reason: QualityReason;
  readonly advice: string;

  constructor(reason: QualityReason, options?: ErrorOptions) {
    super(`photo refused: ${reason}`, options);
    this.reason = reason;
    this.advice = ADVICE[reason];
  }
}

/** The bytes are no template of this version; re-enrol the piece or pass the stored bytes unchanged. */
export class TemplateInvalid extends Error {
  override readonly name = 'TemplateInvalid';
}

/** The ONNX file on disk is not the one this version was built with; run the generator again. */
export class ModelMismatch extends Error {
  override readonly name = 'ModelMismatch';

  constructor(expected: string, actual: string) {
    super(`model SHA-256 is ${actual}, expected ${expected}; restore vision/model or run "npm run -w vision generate"`);
  }
}
