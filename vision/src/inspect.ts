import { decodePhoto } from './surface/decode.ts';

/** What a stored photograph is described by: size of the upright picture in pixels, and its media type. */
export interface PhotoFacts {
  width: number;
  height: number;
  /** A picture of the sample renderer, not a photograph. */
  rendered: boolean;
  mediaType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/heif';
}

/**
 * Decodes a photograph once, to be sure that it is a whole one, without judging what it shows.
 * @throws PhotoRefused when it is no photograph, damaged or too large
 */
export async function inspect(photo: Uint8Array): Promise<PhotoFacts> {
  const { originalWidth, originalHeight, rendered } = await decodePhoto(photo);
  return { width: originalWidth, height: originalHeight, rendered, mediaType: mediaTypeOf(photo) };
}

function mediaTypeOf(photo: Uint8Array): PhotoFacts['mediaType'] {
  if (photo[0] === 0xff) return 'image/jpeg';
  if (photo[0] === 0x89) return 'image/png';
  return photo[0] === 0x52 ? 'image/webp' : 'image/heif';
}
