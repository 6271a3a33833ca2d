import type { StoredPhoto } from '../outbox/record.ts';

const LONGEST_EDGE = 1_600;
const QUALITY = 0.85;

/**
 * A camera picture made small enough for a village network: at most 1600 px on the longer edge, JPEG, position data gone with the
 * rest of the metadata. Throws when the file is no picture the phone can open.
 */
export async function shrinkPhoto(file: Blob): Promise<StoredPhoto> {
  const bitmap = await createImageBitmap(file);
  try {
    const scale = Math.min(1, LONGEST_EDGE / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(bitmap.width * scale));
    canvas.height = Math.max(1, Math.round(bitmap.height * scale));
    const context = canvas.getContext('2d');
    if (!context) throw new Error('this phone cannot draw pictures');
    context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const small = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve, 'image/jpeg', QUALITY);
    });
    if (!small) throw new Error('this phone cannot save pictures');
    return { bytes: await small.arrayBuffer(), type: 'image/jpeg' };
  } finally {
    bitmap.close();
  }
}
