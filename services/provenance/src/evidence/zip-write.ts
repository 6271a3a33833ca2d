import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A file of an archive. */
export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The first time a ZIP archive can state, read as local time wherever it is unpacked. */
const NO_TIME = new Date(1980, 0, 1);

/** Photographs are packed already. */
const PACKED = /\.(jpg|png|webp|heif)$/;

/** Large files are not held twice. */
const PORTION = 1_000_000;

/**
 * A ZIP archive of the files, in their order, piece by piece. The same files give the same bytes: no times, no names of
 * systems, and a compressor in JavaScript that is the same on every machine.
 */
export async function* writeArchive(
  files: AsyncIterable<ArchiveFile> | Iterable<ArchiveFile>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, portion) => {
    if (error) throw error;
    ready.push(portion);
  });
  for await (const { name, bytes } of files) {
    const isPacked = PACKED.test(name);
    const file = isPacked ? new ZipPassThrough(name) : new ZipDeflate(name, { level: 6 });
    file.mtime = NO_TIME;
    zip.add(file);
    const portion = isPacked ? PORTION : bytes.length;
    let at = 0;
    do {
      file.push(bytes.subarray(at, at + portion), at + portion >= bytes.length);
      yield* ready.splice(0);
      at += portion;
    } while (at < bytes.length);
  }
  zip.end();
  yield* ready.splice(0);
}
