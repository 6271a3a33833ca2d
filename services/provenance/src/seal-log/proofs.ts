import { rangeHash, requireSize, splitPoint } from './tree.ts';
import type { NodeStore } from './tree.ts';

type Range = readonly [start: number, end: number];

/**
 * The ranges whose hashes prove that leaf `index` is in the tree of `size` leaves, lowest first (RFC 9162 section
 * 2.1.3.1). With `placesOfRange` a server reads all nodes of a proof in one query.
 */
export function inclusionRanges(index: number, size: number): Range[] {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new RangeError(`no leaf ${String(index)} in a tree of ${String(size)}`);
  }
  const ranges: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    const left = index < middle;
    ranges.unshift(left ? [middle, end] : [start, middle]);
    [start, end] = left ? [start, middle] : [middle, end];
  }
  return ranges;
}

/** The ranges whose hashes prove that the tree of `first` leaves is a prefix of that of `second` (section 2.1.4.1). */
export function consistencyRanges(first: number, second: number): Range[] {
  requireSize(first);
  requireSize(second);
  if (first > second) throw new RangeError(`a tree of ${String(first)} is no prefix of one of ${String(second)}`);
  if (first === 0 || first === second) return [];
  const ranges: Range[] = [];
  let [start, end] = [0, second];
  let whole = true;
  while (end !== first) {
    const middle = start + splitPoint(end - start);
    const left = first <= middle;
    ranges.unshift(left ? [middle, end] : [start, middle]);
    whole &&= left;
    [start, end] = left ? [start, middle] : [middle, end];
  }
  return whole ? ranges : [[start, end], ...ranges];
}

/** Inclusion proof of leaf `index` in the tree of `size` leaves: sibling hashes, lowest first. */
export function inclusionProof(store: NodeStore, index: number, size: number): Promise<Uint8Array[]> {
  return Promise.all(inclusionRanges(index, size).map(([start, end]) => rangeHash(store, start, end)));
}

/** Consistency proof between two sizes of the same log, as `SealLog.seal` takes it. */
export function consistencyProof(store: NodeStore, first: number, second: number): Promise<Uint8Array[]> {
  return Promise.all(consistencyRanges(first, second).map(([start, end]) => rangeHash(store, start, end)));
}
