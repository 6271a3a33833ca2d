import { createHash } from 'node:crypto';

/** Reference Merkle tree, straight from the definitions of RFC 9162 sections 2.1.1 and 2.1.4.1. */
export const leaf = (n: number): Buffer =>
  createHash('sha256')
    .update(Buffer.from([0]))
    .update(String(n))
    .digest();

const node = (left: Buffer, right: Buffer): Buffer =>
  createHash('sha256')
    .update(Buffer.from([1]))
    .update(left)
    .update(right)
    .digest();

const split = (size: number): number => 2 ** Math.floor(Math.log2(size - 1));

export const rootOf = (leaves: readonly Buffer[]): Buffer => {
  const [only] = leaves;
  if (leaves.length === 1 && only !== undefined) return only;
  const k = split(leaves.length);
  return node(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)));
};

const subproof = (m: number, leaves: readonly Buffer[], whole: boolean): Buffer[] => {
  if (m === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...subproof(m, leaves.slice(0, k), whole), rootOf(leaves.slice(k))]
    : [...subproof(m - k, leaves.slice(k), false), rootOf(leaves.slice(0, k))];
};

/** Consistency proof from the first `m` leaves to all. */
export const consistencyProof = (m: number, leaves: readonly Buffer[]): Buffer[] => subproof(m, leaves, true);

export const hex = (bytes: Buffer): string => `0x${bytes.toString('hex')}`;

/** A tree too large to hash again for every root: its complete subtrees are kept level by level. */
export class BigTree {
  readonly #levels: Buffer[][];

  constructor(size: number) {
    const bottom = Array.from({ length: size }, (_, n) => leaf(n));
    this.#levels = [bottom];
    for (let level = bottom; level.length > 1;) {
      level = Array.from({ length: Math.floor(level.length / 2) }, (_, n) =>
        node(level[2 * n] ?? Buffer.alloc(0), level[2 * n + 1] ?? Buffer.alloc(0)),
      );
      this.#levels.push(level);
    }
  }

  root(size: number): string {
    return hex(this.#range(0, size));
  }

  proof(from: number, size: number): string[] {
    return from === 0 ? [] : this.#subproof(from, 0, size, true).map(hex);
  }

  #range(from: number, to: number): Buffer {
    const size = to - from;
    const level = Math.log2(size);
    if (Number.isInteger(level)) {
      const kept = this.#levels[level]?.[from / size];
      if (kept !== undefined && from % size === 0) return kept;
    }
    const k = split(size);
    return node(this.#range(from, from + k), this.#range(from + k, to));
  }

  #subproof(m: number, from: number, to: number, whole: boolean): Buffer[] {
    if (m === to - from) return whole ? [] : [this.#range(from, to)];
    const k = split(to - from);
    return m <= k
      ? [...this.#subproof(m, from, from + k, whole), this.#range(from + k, to)]
      : [...this.#subproof(m - k, from + k, to, false), this.#range(from, from + k)];
  }
}
