import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  appendLeaves,
  bytesToHex,
  compactRoot,
  consistencyProof,
  EMPTY_ROOT,
  EMPTY_TREE,
  hexToBytes,
  inclusionProof,
  leafHash,
  loadCompactTree,
  nodeHash,
  placesOfRange,
  rootOf,
  sha256,
  verifyConsistency,
  verifyInclusion,
} from '../../src/index.ts';
import { MemoryLog } from '../support/memory-log.ts';

/** The definition itself (RFC 9162 section 2.1.1), as slow and plain as it is written there. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return leafHash(only);
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return nodeHash(naiveRoot(leaves.slice(0, split)), naiveRoot(leaves.slice(split)));
}

const leaf = (index: number) => sha256(Uint8Array.of(index >> 8, index & 0xff));
const leavesUpTo = (size: number) => Array.from({ length: size }, (_, index) => leaf(index));

const log = new MemoryLog();
for (const data of leavesUpTo(600)) log.append(data);
const rootAt = (size: number) => naiveRoot(leavesUpTo(size));

const sizes = fc.integer({ min: 1, max: 600 });
const two = fc.tuple(sizes, sizes).map(([a, b]): [number, number] => (a < b ? [a, b] : [b, a]));

describe('published roots', () => {
  /** Leaves and roots of the reference tests of Certificate Transparency (RFC 6962 and 9162 hash alike). */
  test('the eight leaves of Certificate Transparency’s own tests', () => {
    const data = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
    const { tree } = appendLeaves(
      EMPTY_TREE,
      data.map((hex) => hexToBytes(hex)),
    );
    expect(bytesToHex(compactRoot(tree))).toBe('5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
    expect(bytesToHex(EMPTY_ROOT)).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });
});

describe('roots', () => {
  test('from stored nodes and from the compact state are the root by definition', async () => {
    await fc.assert(
      fc.asyncProperty(sizes, async (size) => {
        const expected = bytesToHex(rootAt(size));
        expect(bytesToHex(await rootOf(log, size))).toBe(expected);
        expect(bytesToHex(compactRoot(await loadCompactTree(log, size)))).toBe(expected);
      }),
      { numRuns: 50 },
    );
  });

  test('an append completes exactly the nodes that become perfect', () => {
    const { completed } = appendLeaves(EMPTY_TREE, leavesUpTo(4));
    expect(completed.map(({ level, index }) => [level, index])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [0, 2],
      [0, 3],
      [1, 1],
      [2, 0],
    ]);
  });

  test('a damaged state is noticed', () => {
    expect(() => appendLeaves({ size: 1, peaks: [] }, [leaf(1)])).toThrow('lacks its peaks');
  });
});

describe('inclusion', () => {
  test('every leaf is proven in every tree that holds it', async () => {
    await fc.assert(
      fc.asyncProperty(two, async ([index, size]) => {
        const proof = await inclusionProof(log, index - 1, size);
        expect(verifyInclusion(leafHash(leaf(index - 1)), index - 1, size, proof, rootAt(size))).toBe(true);
      }),
    );
  });

  test('no other leaf, place, size, root or proof passes', async () => {
    await fc.assert(
      fc.asyncProperty(two, fc.nat(), async ([index, size], seed) => {
        const at = index - 1;
        const proof = await inclusionProof(log, at, size);
        const root = rootAt(size);
        const own = leafHash(leaf(at));
        expect(verifyInclusion(leafHash(leaf(at + 1)), at, size, proof, root)).toBe(false);
        expect(verifyInclusion(own, at, size, [...proof, root], root)).toBe(false);
        if (size > 1) {
          expect(verifyInclusion(own, (at + 1) % size, size, proof, root)).toBe(false);
          expect(verifyInclusion(own, at, size, proof.slice(1), root)).toBe(false);
          const wrong = proof.map((hash, place) => (place === seed % proof.length ? leaf(seed % 999) : hash));
          expect(verifyInclusion(own, at, size, wrong, root)).toBe(false);
        }
        expect(verifyInclusion(own, at, size, proof, leaf(seed % 999))).toBe(false);
      }),
    );
  });

  test('senseless numbers are refused without an exception', () => {
    for (const [index, size] of [
      [-1, 5],
      [5, 5],
      [0.5, 5],
      [Number.NaN, 5],
      [0, Infinity],
      [0, -1],
    ] as const) {
      expect(verifyInclusion(leaf(0), index, size, [], leaf(0))).toBe(false);
    }
    expect(() => inclusionProof(log, 600, 600)).toThrow('no leaf 600');
  });

  test('a proof reads a number of nodes that grows with the logarithm', async () => {
    log.reads = 0;
    await inclusionProof(log, 123, 600);
    expect(log.reads).toBeLessThanOrEqual(20);
  });
});

describe('consistency', () => {
  test('every tree is a prefix of every later one', async () => {
    await fc.assert(
      fc.asyncProperty(two, async ([first, second]) => {
        const proof = await consistencyProof(log, first, second);
        expect(verifyConsistency(first, second, proof, rootAt(first), rootAt(second))).toBe(true);
      }),
    );
  });

  test('a rewritten history does not pass', async () => {
    await fc.assert(
      fc.asyncProperty(
        two.filter(([a, b]) => a < b),
        fc.nat(),
        async ([first, second], seed) => {
          const proof = await consistencyProof(log, first, second);
          const rewritten = leavesUpTo(second).map((data, at) => (at === seed % first ? sha256(data) : data));
          expect(verifyConsistency(first, second, proof, rootAt(first), naiveRoot(rewritten))).toBe(false);
          expect(verifyConsistency(first, second, proof, naiveRoot(rewritten.slice(0, first)), rootAt(second))).toBe(
            false,
          );
          expect(verifyConsistency(first, second, proof.slice(1), rootAt(first), rootAt(second))).toBe(false);
          expect(verifyConsistency(second, first, proof, rootAt(second), rootAt(first))).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('from nothing, and to the same size, no proof is needed and none is taken', () => {
    expect(verifyConsistency(0, 9, [], EMPTY_ROOT, rootAt(9))).toBe(true);
    expect(verifyConsistency(9, 9, [], rootAt(9), rootAt(9))).toBe(true);
    expect(verifyConsistency(9, 9, [], rootAt(9), rootAt(8))).toBe(false);
    expect(verifyConsistency(0, 9, [leaf(0)], EMPTY_ROOT, rootAt(9))).toBe(false);
  });
});

test('ranges far beyond 32 bits split into perfect subtrees', () => {
  const size = 2 ** 40 + 3;
  expect(placesOfRange(0, size)).toEqual([
    { level: 40, index: 0 },
    { level: 1, index: 2 ** 39 },
    { level: 0, index: 2 ** 40 + 2 },
  ]);
});
