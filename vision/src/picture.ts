import sharp from 'sharp';

const QUALITY = 72;

/** A small WebP picture of a stored photograph, upright, at most `width` pixels wide. */
export function picture(photo: Uint8Array, width: number): Promise<Uint8Array> {
  return sharp(photo).autoOrient().resize({ width, withoutEnlargement: true }).webp({ quality: QUALITY }).toBuffer();
}
