import { leafHash, nodeHash, type NodeStore } from '@fieldseal/provenance';

const HIGHEST_LEVEL = 53;

/**
 * A log of one digest, again and again: every perfect subtree of a level has the same hash, so that roots and proofs of
 * any size, true ones, cost a few hashes. What a contract does with them depends on the sizes alone.
 */
export function repeatedTree(digest: Uint8Array): NodeStore {
  const levels = [leafHash(digest)];
  for (let level = 1; level <= HIGHEST_LEVEL; level += 1) {
    const below = levels[level - 1] ?? new Uint8Array(0);
    levels.push(nodeHash(below, below));
  }
  return {
    get: (level) => {
      const hash = levels[level];
      if (hash === undefined) throw new RangeError(`no tree reaches level ${String(level)}`);
      return hash;
    },
  };
}
