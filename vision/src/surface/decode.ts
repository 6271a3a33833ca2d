import sharp, { type Metadata, type Sharp } from 'sharp';
import { PhotoRefused } from '../errors.ts';
import { RENDERED_MARK } from '../rendered.ts';

/** Interleaved 8-bit sRGB, upright, longest side at most `MAX_SIDE` pixels. */
export interface Photo {
  width: number;
  height: number;
  rgb: Uint8Array;
  /** Size of the upright original in pixels. */
  originalWidth: number;
  originalHeight: number;
  /** Drawn by this package's sample renderer, and says so. */
  rendered: boolean;
}

const MAX_BYTES = 20 * 1024 * 1024;
const MAX_PIXELS = 60_000_000;
const MAX_SIDE = 1280;
const DECODE_SECONDS = 20;

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

/** Only camera formats reach the decoder: vector, document and scientific loaders stay out of reach. */
function isCameraFormat(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return true;
  if (bytes[0] === 0x89 && ascii(bytes, 1, 4) === 'PNG') return true;
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return true;
  return ascii(bytes, 4, 8) === 'ftyp';
}

function open(photo: Uint8Array): Sharp {
  return sharp(photo, { failOn: 'error', limitInputPixels: MAX_PIXELS, pages: 1, sequentialRead: true });
}

async function readHeader(photo: Uint8Array): Promise<{ width: number; height: number; rendered: boolean }> {
  let metadata: Metadata;
  try {
    metadata = await open(photo).metadata();
  } catch (cause) {
    const tooMany = cause instanceof Error && cause.message.includes('pixel limit');
    throw new PhotoRefused(tooMany ? 'too-large' : 'damaged', { cause });
  }
  // A HEIF file may carry thumbnails or bursts as further pages; its first page is the photograph itself.
  if ((metadata.pages ?? 1) > 1 && metadata.format !== 'heif') throw new PhotoRefused('animated');
  const { width, height } = metadata.autoOrient;
  if (width * height > MAX_PIXELS) throw new PhotoRefused('too-large');
  return { width, height, rendered: metadata.exif?.includes(RENDERED_MARK) ?? false };
}

/**
 * Decodes one photograph: EXIF orientation applied, alpha flattened on white, converted to 8-bit sRGB.
 * Accepts JPEG, PNG, WebP, AVIF and HEIF (where the build of libvips can) up to 20 MB and 60 megapixels.
 * @throws PhotoRefused `not-an-image`, `too-large`, `animated` or `damaged`
 */
export async function decodePhoto(photo: Uint8Array): Promise<Photo> {
  if (photo.byteLength > MAX_BYTES) throw new PhotoRefused('too-large');
  if (!isCameraFormat(photo)) throw new PhotoRefused('not-an-image');
  const original = await readHeader(photo);
  try {
    const { data, info } = await open(photo)
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    const rgb = info.channels === 3 ? data : expandGray(data, info.channels);
    return {
      width: info.width,
      height: info.height,
      rgb,
      originalWidth: original.width,
      originalHeight: original.height,
      rendered: original.rendered,
    };
  } catch (cause) {
    throw new PhotoRefused('damaged', { cause });
  }
}

function expandGray(data: Uint8Array, channels: number): Uint8Array {
  const pixels = Math.floor(data.length / channels);
  const rgb = new Uint8Array(pixels * 3);
  for (let i = 0; i < pixels; i++) rgb.fill(data[i * channels] ?? 0, i * 3, i * 3 + 3);
  return rgb;
}
