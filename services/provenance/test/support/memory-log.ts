import { appendLeaves, EMPTY_TREE } from '../../src/index.ts';
import type { CompactTree, NodeStore } from '../../src/index.ts';

/** A seal log in memory: what the server keeps in PostgreSQL. */
export class MemoryLog implements NodeStore {
  tree: CompactTree = EMPTY_TREE;
  readonly #nodes = new Map<string, Uint8Array>();
  reads = 0;

  /** @returns the index of the new leaf */
  append(data: Uint8Array): number {
    const { tree, completed } = appendLeaves(this.tree, [data]);
    for (const { level, index, hash } of completed) this.#nodes.set(`${String(level)}/${String(index)}`, hash);
    this.tree = tree;
    return tree.size - 1;
  }

  get(level: number, index: number): Uint8Array {
    this.reads += 1;
    const hash = this.#nodes.get(`${String(level)}/${String(index)}`);
    if (!hash) throw new Error(`node ${String(level)}/${String(index)} is not complete`);
    return hash;
  }
}
