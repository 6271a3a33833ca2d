import { Gunzip, gzipSync } from 'fflate';
import { concatBytes } from '../bytes.ts';
import { crc32 } from '../crc32.ts';

/** Compressed bytes handed on at a time: what they can grow to stays small beside any limit. */
const PORTION = 1_024;
const TRAILER = 8;

/** GZIP (RFC 1952) of the bytes: no name, no time, so the same bytes give the same file. */
export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 9, mtime: 0 });
}

/**
 * What one GZIP member holds, its checksum and length proven.
 * @returns undefined when it is damaged, is not alone, or holds more than `limit` bytes; no more than that is unpacked
 */
export function gunzipAtMost(file: Uint8Array, limit: number): Uint8Array | undefined {
  try {
    return unpack(file, limit);
  } catch {
    return undefined;
  }
}

function unpack(file: Uint8Array, limit: number): Uint8Array | undefined {
  const portions: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((portion) => {
    length += portion.length;
    if (length > limit) throw new RangeError('more than allowed');
    portions.push(portion.slice());
  });
  stream.onmember = () => {
    throw new RangeError('more than one member');
  };
  for (let at = 0; at < file.length; at += PORTION) {
    stream.push(file.subarray(at, at + PORTION), at + PORTION >= file.length);
  }
  const content = concatBytes(...portions);
  const trailer = new DataView(file.buffer, file.byteOffset + file.length - TRAILER, TRAILER);
  const isWhole = trailer.getUint32(0, true) === crc32(content) && trailer.getUint32(4, true) === content.length;
  return isWhole ? content : undefined;
}
