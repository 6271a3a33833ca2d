/** EXIF image description of pictures that this package draws, so that they are never shown as photographs. */
export const RENDERED_MARK = 'FieldSeal rendered sample, not a photograph';
