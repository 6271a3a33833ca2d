export { appendLeaves, compactRoot, EMPTY_TREE, loadCompactTree } from './compact-tree.ts';
export type { CompactTree, CompletedNode } from './compact-tree.ts';
export { EMPTY_ROOT, leafHash, nodeHash } from './hashes.ts';
export { consistencyProof, consistencyRanges, inclusionProof, inclusionRanges } from './proofs.ts';
export { foldRight, placesOfRange, rootOf } from './tree.ts';
export type { NodePlace, NodeStore } from './tree.ts';
export { verifyConsistency, verifyInclusion } from './verify.ts';
