import { gunzipAtMost, gzip } from './gzip.ts';

/** W3C Bitstring Status List 1.0 section 6.1: a list of fewer entries would give away whose status is asked. */
export const MIN_STATUS_ENTRIES = 131_072;
/** Longest list accepted; 128 KiB once unpacked. */
export const MAX_STATUS_ENTRIES = 1_048_576;

const BITS = 8;

/**
 * A list in which no status is set, one bit an entry.
 * @param entries a multiple of 8 from 131,072 to 1,048,576
 */
export function newStatusList(entries: number = MIN_STATUS_ENTRIES): Uint8Array {
  if (!Number.isInteger(entries / BITS) || entries < MIN_STATUS_ENTRIES || entries > MAX_STATUS_ENTRIES) {
    throw new RangeError(
      `a status list has a multiple of 8 entries from ${String(MIN_STATUS_ENTRIES)} to ${String(MAX_STATUS_ENTRIES)}, not ${String(entries)}`,
    );
  }
  return new Uint8Array(entries / BITS);
}

/** A copy of the list with one status set or cleared. @throws RangeError outside the list */
export function setStatus(list: Uint8Array, index: number, isSet: boolean): Uint8Array {
  requireIndex(list, index);
  const changed = Uint8Array.from(list);
  const at = Math.floor(index / BITS);
  const byte = changed[at] ?? 0;
  changed[at] = isSet ? byte | maskOf(index) : byte & ~maskOf(index);
  return changed;
}

/** Whether the status at an index is set. Index 0 is the left-most bit. @throws RangeError outside the list */
export function isStatusSet(list: Uint8Array, index: number): boolean {
  requireIndex(list, index);
  return ((list[Math.floor(index / BITS)] ?? 0) & maskOf(index)) !== 0;
}

/**
 * An index not yet taken, each as likely as any other, so that neighbours in a list have nothing in common.
 * @param taken one bit an entry, set where the index was given away
 * @param below gives a random integer from 0 up to, not including, its argument
 * @returns undefined when the list is full
 */
export function randomFreeIndex(taken: Uint8Array, below: (bound: number) => number): number | undefined {
  let free = 0;
  for (let index = 0; index < taken.length * BITS; index += 1) if (!isStatusSet(taken, index)) free += 1;
  if (free === 0) return undefined;
  let skip = below(free);
  if (!Number.isInteger(skip) || skip < 0 || skip >= free)
    throw new RangeError(`${String(skip)} is not below the bound`);
  for (let index = 0; ; index += 1) {
    if (isStatusSet(taken, index)) continue;
    if (skip === 0) return index;
    skip -= 1;
  }
}

/** The list as `encodedList` states it: GZIP in base64url without padding, multibase prefix `u`. */
export function encodeStatusList(list: Uint8Array): string {
  const text = Array.from(gzip(list), (byte) => String.fromCharCode(byte)).join('');
  return `u${btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** The list behind an `encodedList`; undefined when it cannot be read or is longer than allowed. */
export function decodeStatusList(encodedList: string): Uint8Array | undefined {
  if (!/^u[A-Za-z0-9_-]+$/.test(encodedList) || encodedList.length % 4 === 2) return undefined;
  const text = atob(encodedList.slice(1).replaceAll('-', '+').replaceAll('_', '/'));
  const file = Uint8Array.from(text, (symbol) => symbol.charCodeAt(0));
  return gunzipAtMost(file, MAX_STATUS_ENTRIES / BITS);
}

/**
 * One status of an encoded list.
 * @throws RangeError when the list cannot be read or has no such index
 */
export function statusAt(encodedList: string, index: number): boolean {
  const list = decodeStatusList(encodedList);
  if (!list) throw new RangeError('the status list cannot be read');
  return isStatusSet(list, index);
}

function maskOf(index: number): number {
  return 0x80 >> (index % BITS);
}

function requireIndex(list: Uint8Array, index: number): void {
  if (!Number.isSafeInteger(index) || index < 0 || index >= list.length * BITS) {
    throw new RangeError(`index ${String(index)} is outside a list of ${String(list.length * BITS)} entries`);
  }
}
