import { EMPTY_ROOT, nodeHash } from './hashes.ts';

/** Place of a perfect subtree: it covers the leaves [index * 2^level, (index + 1) * 2^level). Level 0 are leaves. */
export interface NodePlace {
  readonly level: number;
  readonly index: number;
}

/** Where the hashes of perfect subtrees are kept; a node once complete never changes. */
export interface NodeStore {
  get(level: number, index: number): Promise<Uint8Array> | Uint8Array;
}

/** The perfect subtrees that make up the leaves [start, end), from left to right; at most 2 log2(end - start). */
export function placesOfRange(start: number, end: number): NodePlace[] {
  const places: NodePlace[] = [];
  let at = start;
  while (at < end) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    places.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return places;
}

/** Root of the first `size` leaves (RFC 9162 section 2.1.1), reading at most log2(size) nodes. */
export async function rootOf(store: NodeStore, size: number): Promise<Uint8Array> {
  requireSize(size);
  return size === 0 ? EMPTY_ROOT : rangeHash(store, 0, size);
}

/** Hash of the subtree over [start, end), where `start` is a multiple of the next power of two of the length. */
export async function rangeHash(store: NodeStore, start: number, end: number): Promise<Uint8Array> {
  const hashes = await Promise.all(
    placesOfRange(start, end).map(async ({ level, index }) => await store.get(level, index)),
  );
  return foldRight(hashes);
}

/** Joins subtrees of falling size into one hash, from the right. */
export function foldRight(hashes: readonly Uint8Array[]): Uint8Array {
  const [last, ...others] = [...hashes].reverse();
  if (last === undefined) throw new RangeError('an empty range has no hash');
  return others.reduce((right, left) => nodeHash(left, right), last);
}

/** Root over a power of two of subtrees of equal height. */
export function perfectRoot(hashes: readonly Uint8Array[]): Uint8Array {
  const [only, second] = hashes;
  if (only === undefined) throw new RangeError('an empty range has no hash');
  if (second === undefined) return only;
  const parents: Uint8Array[] = [];
  for (let at = 0; at < hashes.length; at += 2) {
    const [left, right] = [hashes[at], hashes[at + 1]];
    if (left === undefined || right === undefined) throw new RangeError('a perfect tree has a power of two of leaves');
    parents.push(nodeHash(left, right));
  }
  return perfectRoot(parents);
}

/** The largest power of two smaller than n (n > 1). */
export function splitPoint(n: number): number {
  let split = 1;
  while (split * 2 < n) split *= 2;
  return split;
}

export function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0) throw new RangeError(`${String(size)} is not a tree size`);
}
