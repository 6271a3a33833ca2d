import { EMPTY_ROOT, leafHash, nodeHash } from './hashes.ts';
import { foldRight, placesOfRange, requireSize } from './tree.ts';
import type { NodePlace, NodeStore } from './tree.ts';

export interface CompletedNode extends NodePlace {
  readonly hash: Uint8Array;
}

/**
 * The state an append needs: how many leaves there are and the roots of the perfect subtrees over them (largest
 * first), at most log2(size) hashes. Values, never changed in place.
 */
export interface CompactTree {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const EMPTY_TREE: CompactTree = { size: 0, peaks: [] };

/** Reads the state back from the stored nodes. */
export async function loadCompactTree(store: NodeStore, size: number): Promise<CompactTree> {
  requireSize(size);
  const peaks = await Promise.all(
    placesOfRange(0, size).map(async ({ level, index }) => await store.get(level, index)),
  );
  return { size, peaks };
}

/**
 * Appends leaves in order.
 * @param leaves leaf data, document digests of 32 bytes
 * @returns the tree after, and every perfect node that became complete (leaves included): what has to be stored
 */
export function appendLeaves(
  tree: CompactTree,
  leaves: readonly Uint8Array[],
): { tree: CompactTree; completed: CompletedNode[] } {
  const peaks = [...tree.peaks];
  const completed: CompletedNode[] = [];
  let { size } = tree;
  for (const data of leaves) {
    let node: CompletedNode = { level: 0, index: size, hash: leafHash(data) };
    completed.push(node);
    while (node.index % 2 === 1) {
      const left = peaks.pop();
      if (left === undefined) throw new RangeError(`a tree of ${String(tree.size)} lacks its peaks`);
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(left, node.hash) };
      completed.push(node);
    }
    peaks.push(node.hash);
    size += 1;
  }
  return { tree: { size, peaks }, completed };
}

/** Root of the tree, from its state alone. */
export function compactRoot(tree: CompactTree): Uint8Array {
  return tree.size === 0 ? EMPTY_ROOT : foldRight(tree.peaks);
}
