import { Inflate } from 'fflate';
import { concatBytes, equalBytes } from '../bytes.ts';
import { crc32 } from '../crc32.ts';
import { ArchiveFault } from './archive-fault.ts';
import { readDirectory } from './zip-directory.ts';
import type { Entry } from './zip-directory.ts';

/** Packed bytes handed on at a time: what they can grow to (1,032 times as much) stays small beside any limit. */
const PORTION = 4_096;

const SIGNATURE = Uint8Array.of(0x50, 0x4b, 0x03, 0x04);

/** Whether the bytes begin like a ZIP archive. */
export function isArchive(bytes: Uint8Array): boolean {
  return equalBytes(bytes.subarray(0, SIGNATURE.length), SIGNATURE);
}

/**
 * The files of an archive, each of the very size and checksum that the archive states; never more is unpacked.
 * @throws ArchiveFault
 */
export function readArchive(bytes: Uint8Array): Map<string, Uint8Array> {
  return new Map(readDirectory(bytes).map((entry) => [entry.name, unpack(bytes, entry)]));
}

function unpack(bytes: Uint8Array, { name, method, crc, size, start, end }: Entry): Uint8Array {
  const packed = bytes.subarray(start, end);
  const content = method === 0 ? packed : inflate(packed, size);
  if (content?.length === size && crc32(content) === crc) return content;
  throw new ArchiveFault('archive-damaged', `${name} is not what its checksum says`);
}

/** @returns undefined when the data are damaged or hold more than `limit` bytes */
function inflate(packed: Uint8Array, limit: number): Uint8Array | undefined {
  const portions: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((portion) => {
    length += portion.length;
    if (length > limit) throw new RangeError('more than stated');
    portions.push(portion);
  });
  try {
    for (let at = 0; at < packed.length; at += PORTION) {
      stream.push(packed.subarray(at, at + PORTION), at + PORTION >= packed.length);
    }
  } catch {
    return undefined;
  }
  return concatBytes(...portions);
}
