import { concatBytes } from '../bytes.ts';
import { crc32 } from '../crc32.ts';

/** A file of an archive. */
export interface ArchiveFile {
  /** ASCII. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Version 1.0 of the format: all that stored files need. */
const VERSION = 10;
/** 1980-01-01, the first day that a ZIP archive can state. */
const NO_DATE = 0x0021;

/**
 * A ZIP archive (PKWARE APPNOTE 6.3) of the files, in their order, piece by piece. The same files give the same bytes: no
 * times, no names of systems, and no compression, whose output differs between programs and versions, and in which some
 * changed bits give the same file.
 */
export async function* writeArchive(
  files: AsyncIterable<ArchiveFile> | Iterable<ArchiveFile>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const directory: Uint8Array[] = [];
  let offset = 0;
  for await (const { name, bytes } of files) {
    const letters = new TextEncoder().encode(name);
    const fields = fieldsOf(letters, bytes);
    const local = concatBytes(littleEndian([4, 0x04034b50]), fields, letters);
    // Made by; then comment, disk, kind, rights and place.
    const place = littleEndian([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]);
    directory.push(concatBytes(littleEndian([4, 0x02014b50], [2, VERSION]), fields, place, letters));
    offset += local.length + bytes.length;
    yield local;
    yield bytes;
  }
  const central = concatBytes(...directory);
  const count = directory.length;
  yield central;
  yield littleEndian([4, 0x06054b50], [4, 0], [2, count], [2, count], [4, central.length], [4, offset], [2, 0]);
}

/** What both descriptions of a file say: version, flags, method, time, date, checksum, sizes, lengths of name and extra. */
function fieldsOf(name: Uint8Array, bytes: Uint8Array): Uint8Array {
  const { length } = bytes;
  const kind: Field[] = [
    [2, VERSION],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, NO_DATE],
  ];
  return littleEndian(...kind, [4, crc32(bytes)], [4, length], [4, length], [2, name.length], [2, 0]);
}

type Field = readonly [bytes: 2 | 4, value: number];

function littleEndian(...fields: readonly Field[]): Uint8Array {
  const all = new Uint8Array(fields.reduce((sum, [bytes]) => sum + bytes, 0));
  const view = new DataView(all.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += bytes;
  }
  return all;
}
