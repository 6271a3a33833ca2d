import { describe, expect, test } from '@jest/globals';
import {
  bytesToHex,
  consistencyProof,
  EMPTY_EDGE,
  growTiles,
  inclusionProof,
  rootOf,
  sha256,
  TileCache,
} from '../../src/index.ts';
import type { TilePlace } from '../../src/index.ts';
import { MemoryLog } from '../support/memory-log.ts';

const SIZE = 70_001;
const leaves = Array.from({ length: SIZE }, (_, index) =>
  sha256(Uint8Array.of(index >> 16, (index >> 8) & 0xff, index & 0xff)),
);
const reference = new MemoryLog();
for (const data of leaves) reference.append(data);

const nameOf = (level: number, index: number): string => `${String(level)}/${String(index)}`;

/** Tiles of the first leaves of the log, which may grow, with what was read of them and when. */
function stored(size: number) {
  const { edge, tiles: first } = growTiles(EMPTY_EDGE, leaves.slice(0, size));
  const tiles = new Map(first.map(({ level, index, hashes }) => [nameOf(level, index), hashes]));
  const reads: (readonly TilePlace[])[] = [];
  return {
    reads,
    read: (places: readonly TilePlace[]) => {
      reads.push(places);
      return Promise.resolve(places.map(({ level, index }) => tiles.get(nameOf(level, index)) ?? new Uint8Array(0)));
    },
    growTo: (larger: number) => {
      for (const { level, index, hashes } of growTiles(edge, leaves.slice(size, larger)).tiles)
        tiles.set(nameOf(level, index), hashes);
    },
  };
}

const hex = (hashes: readonly Uint8Array[]): string[] => hashes.map(bytesToHex);

describe('the nodes of a log, from tiles that are kept', () => {
  test.each([1, 255, 256, 257, 65_536, 65_793, SIZE])('are the same as single nodes, in a tree of %i', async (size) => {
    const cache = new TileCache(stored(SIZE).read, 3);
    expect(bytesToHex(await rootOf(cache, size))).toBe(bytesToHex(await rootOf(reference, size)));
    for (const index of [0, Math.floor(size / 3), size - 1]) {
      expect(hex(await inclusionProof(cache, index, size))).toEqual(hex(await inclusionProof(reference, index, size)));
      expect(hex(await consistencyProof(cache, index, size))).toEqual(
        hex(await consistencyProof(reference, index, size)),
      );
    }
  });

  test('a root and a proof that are asked for together are read in one go, each tile once', async () => {
    const { read, reads } = stored(SIZE);
    const cache = new TileCache(read, 100);
    await Promise.all([rootOf(cache, SIZE), inclusionProof(cache, 1234, SIZE), consistencyProof(cache, 40_000, SIZE)]);
    expect(reads).toHaveLength(1);
    const names = (reads[0] ?? []).map(({ level, index }) => nameOf(level, index));
    expect(new Set(names).size).toBe(names.length);
    await inclusionProof(cache, 1235, SIZE);
    expect(reads).toHaveLength(1);
  });

  test('no more tiles are kept than allowed, and those that are used stay', async () => {
    const { read, reads } = stored(SIZE);
    const cache = new TileCache(read, 2);
    for (const index of [0, 256, 0, 512, 0]) await cache.get(0, index);
    expect(reads.flat().map(({ index }) => index)).toEqual([0, 1, 2]);
    await cache.get(0, 256);
    expect(reads).toHaveLength(4);
  });

  test('a tile that grew is read again, also when a read of the narrower one is still under way', async () => {
    const { read, reads, growTo } = stored(100);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const cache = new TileCache(async (places) => {
      const tiles = await read(places);
      if (reads.length === 1) await held;
      return tiles;
    }, 10);
    const before = cache.get(0, 99);
    await Promise.resolve().then(() => undefined);
    growTo(150);
    expect(bytesToHex(await cache.get(0, 149))).toBe(bytesToHex(reference.get(0, 149)));
    letGo();
    expect(bytesToHex(await before)).toBe(bytesToHex(reference.get(0, 99)));
    await cache.get(0, 149);
    expect(reads).toHaveLength(2);
  });

  test('what the log has not is refused, and so is every later wish until it has', async () => {
    const { read, growTo } = stored(100);
    const cache = new TileCache(read, 10);
    const refusal = 'the seal log has no tile 0/0 of 101 hashes';
    await expect(cache.get(0, 100)).rejects.toThrow(refusal);
    await expect(cache.hashes({ level: 0, index: 0, width: 101 })).rejects.toThrow(refusal);
    await expect(cache.get(8, 0)).rejects.toThrow('no tile 1/0');
    growTo(101);
    expect(await cache.hashes({ level: 0, index: 0, width: 101 })).toHaveLength(101 * 32);
  });

  test('a read that fails is not remembered', async () => {
    const { read } = stored(100);
    let isDown = true;
    const cache = new TileCache((places) => (isDown ? Promise.reject(new Error('no connection')) : read(places)), 10);
    await expect(rootOf(cache, 100)).rejects.toThrow('no connection');
    isDown = false;
    expect(bytesToHex(await rootOf(cache, 100))).toBe(bytesToHex(await rootOf(reference, 100)));
  });
});
