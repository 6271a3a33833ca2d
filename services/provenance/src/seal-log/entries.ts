import { concatBytes } from '../bytes.ts';

const LONGEST = 0xffff;

/**
 * A bundle of log entries: each behind its length in two bytes, big-endian (C2SP tlog-tiles, "Log entries").
 * @param leaves leaf data, here document digests of 32 bytes
 */
export function encodeEntries(leaves: readonly Uint8Array[]): Uint8Array {
  return concatBytes(
    ...leaves.flatMap((data) => {
      if (data.length > LONGEST) throw new RangeError(`an entry has ${String(data.length)} bytes, at most 65535 fit`);
      return [Uint8Array.of(data.length >> 8, data.length & 0xff), data];
    }),
  );
}

/**
 * The entries of a bundle, or undefined when it does not hold exactly `width` of them. Of a wider bundle, as a server may
 * give that has no partial one any more, take `width` 256 and use the first ones.
 */
export function decodeEntries(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  const leaves: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length && leaves.length < width) {
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) return undefined;
    leaves.push(bytes.slice(at + 2, end));
    at = end;
  }
  return at === bytes.length && leaves.length === width ? leaves : undefined;
}
