import { z } from 'zod';

export const MAX_PHOTO_BYTES = 20 * 1024 * 1024;

/** A multipart form with one file in the field `photo`. */
export const PhotoUpload = z.object({
  photo: z.instanceof(Buffer, { message: 'send one photograph as the multipart field "photo"' }),
});
export type PhotoUpload = z.infer<typeof PhotoUpload>;

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal');

export const PhotoView = z.object({
  hash: Sha256,
  width: z.number().int(),
  height: z.number().int(),
  bytes: z.number().int(),
});
export type PhotoView = z.infer<typeof PhotoView>;
