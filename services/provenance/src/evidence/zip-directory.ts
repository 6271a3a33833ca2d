import { ArchiveFault } from './archive-fault.ts';

/** One file as the archive describes it; its data lie in [start, end). */
export interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  /** Unpacked. */
  readonly size: number;
  readonly start: number;
  readonly end: number;
}

/** Bounds of an archive: 128 MB packed and unpacked, 1,000 files. */
export const MAX_ARCHIVE_BYTES = 128_000_000;
const MAX_FILES = 1_000;

const LOCAL = { signature: 0x04034b50, length: 30, fields: 6 };
const CENTRAL = { signature: 0x02014b50, length: 46, fields: 8 };
const END = { signature: 0x06054b50, length: 22 };
const DESCRIPTOR = { signature: 0x08074b50, length: 16 };

const FLAG_DESCRIPTOR = 1 << 3;
/** Besides: how hard was packed, and names in UTF-8. Any other flag changes what a reader must do (encryption, patches). */
const KNOWN_FLAGS = FLAG_DESCRIPTOR | (3 << 1) | (1 << 11);

/** Stored, deflated. */
const METHODS = [0, 8];

/** Folders and files of plain words: nothing leads out of the place where it is unpacked, on any system. */
const SAFE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}(\/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){0,3}$/;

/**
 * The files of a ZIP archive (PKWARE APPNOTE 6.3) of the plain kind: one disk, no encryption, no ZIP64, no extra fields,
 * no comments. What stands before a file's data and in the directory must agree, what the directory alone says must be
 * the same of every file, and files fill the archive without gap or overlap: no two programs can see different files in
 * it, and no single byte can be changed unseen. No library for browsers was found that insists on this.
 * @throws ArchiveFault
 */
export function readDirectory(bytes: Uint8Array): Entry[] {
  if (bytes.length > MAX_ARCHIVE_BYTES) throw new ArchiveFault('archive-too-large', `${String(bytes.length)} bytes`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const end = bytes.length - END.length;
  if (end < 0 || view.getUint32(end, true) !== END.signature) throw damaged('the end is missing');
  const count = view.getUint16(end + 10, true);
  const start = view.getUint32(end + 16, true);
  const isPlain = view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count;
  const isInPlace = start + view.getUint32(end + 12, true) === end && view.getUint16(end + 20, true) === 0;
  if (!isPlain || !isInPlace) throw damaged('the directory is not where it should be');
  if (count > MAX_FILES) throw new ArchiveFault('archive-too-large', `${String(count)} files`);
  return readEntries(view, start, end, count);
}

function readEntries(view: DataView, start: number, end: number, count: number): Entry[] {
  const entries: Entry[] = [];
  const names = new Set<string>();
  let [at, filled, unpacked] = [start, 0, 0];
  while (entries.length < count) {
    const central = readHeader(view, at, CENTRAL, end);
    const { name } = central;
    if (view.getUint16(at + 32, true) !== 0) throw damaged(`${name} has a comment`);
    if (attributesAt(view, at) !== attributesAt(view, start)) throw damaged(`${name} has attributes of its own`);
    if (view.getUint32(at + 42, true) !== filled) throw damaged(`${name} is not where it should be`);
    // Names that differ in case only are one file on some systems.
    if (names.has(name.toLowerCase())) throw new ArchiveFault('archive-unsafe', `${name} is there twice`);
    names.add(name.toLowerCase());
    unpacked += central.size;
    if (unpacked > MAX_ARCHIVE_BYTES) throw new ArchiveFault('archive-too-large', `${String(unpacked)} bytes unpacked`);
    const { entry, next } = locate(view, central, filled, start);
    entries.push(entry);
    [at, filled] = [central.next, next];
  }
  if (at !== end || filled !== start) throw damaged('bytes belong to no file');
  return entries;
}

/** By which system and with which rights a file was packed; anything else that only the directory says is none. */
function attributesAt(view: DataView, at: number): string {
  if (view.getUint32(at + 34, true) !== 0) throw damaged('a file is said to be on another disk, or to be text');
  return [view.getUint16(at + 4, true), view.getUint32(at + 38, true)].join(' ');
}

interface Header {
  /** Version of the format that a reader needs. */
  readonly version: number;
  readonly flags: number;
  readonly method: number;
  /** Time and date, as MS-DOS wrote them. */
  readonly time: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly name: string;
  /** Where what follows the header begins. */
  readonly next: number;
}

/** From the flags to the lengths, both kinds of header have the same fields (sections 4.3.7 and 4.3.12). */
function readHeader(view: DataView, at: number, kind: typeof LOCAL, limit: number): Header {
  if (at + kind.length > limit || view.getUint32(at, true) !== kind.signature) throw damaged('a header is missing');
  const fields = at + kind.fields;
  const next = at + kind.length + view.getUint16(fields + 20, true);
  if (next > limit) throw damaged('a name is cut short');
  const letters = new Uint8Array(view.buffer, view.byteOffset + at + kind.length, next - at - kind.length);
  const name = String.fromCharCode(...letters.subarray(0, 500));
  if (!SAFE_NAME.test(name)) throw new ArchiveFault('archive-unsafe', `a file is called ${JSON.stringify(name)}`);
  const flags = view.getUint16(fields, true);
  const method = view.getUint16(fields + 2, true);
  if ((flags & ~KNOWN_FLAGS) !== 0 || !METHODS.includes(method)) throw damaged(`${name} is packed in an unknown way`);
  if (view.getUint16(fields + 22, true) !== 0) throw damaged(`${name} has extra fields`);
  const version = view.getUint16(fields - 2, true);
  const [time = 0, crc = 0, packed = 0, size = 0] = [4, 8, 12, 16].map((offset) =>
    view.getUint32(fields + offset, true),
  );
  return { version, flags, method, time, crc, packed, size, name, next };
}

/** Where the data of a file lie, when its own header at `at` (and the descriptor behind them) agrees with the directory. */
function locate(view: DataView, central: Header, at: number, limit: number): { entry: Entry; next: number } {
  const { name, method, crc, size, packed, flags } = central;
  const local = readHeader(view, at, LOCAL, limit);
  const end = local.next + packed;
  const isDescribed = (flags & FLAG_DESCRIPTOR) !== 0;
  const next = isDescribed ? end + DESCRIPTOR.length : end;
  if (next > limit) throw damaged(`${name} is cut short`);
  const isSame = (['name', 'method', 'flags', 'version', 'time'] as const).every((key) => local[key] === central[key]);
  const told = isDescribed
    ? [0, 4, 8, 12].map((offset) => view.getUint32(end + offset, true))
    : [DESCRIPTOR.signature, local.crc, local.packed, local.size];
  const expected = [DESCRIPTOR.signature, crc, packed, size];
  const isUntoldBefore = !isDescribed || [local.crc, local.packed, local.size].every((value) => value === 0);
  if (!isSame || !isUntoldBefore || told.some((value, index) => value !== expected[index])) {
    throw damaged(`${name} is described in two ways`);
  }
  return { entry: { name, method, crc, size, start: local.next, end }, next };
}

function damaged(detail: string): ArchiveFault {
  return new ArchiveFault('archive-damaged', detail);
}
