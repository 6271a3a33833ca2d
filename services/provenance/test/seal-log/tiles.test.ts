import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  bytesToHex,
  consistencyProof,
  decodeEntries,
  edgePlaces,
  edgeRoot,
  EMPTY_EDGE,
  encodeEntries,
  entriesPath,
  growTiles,
  hexToBytes,
  inclusionProof,
  leafHash,
  parseTilePath,
  rootOf,
  sha256,
  tiledLog,
  tilePath,
  tilesOfSize,
  tileWidth,
  verifyConsistency,
  verifyInclusion,
} from '../../src/index.ts';
import type { Tile, TileEdge, TilePlace } from '../../src/index.ts';
import { MemoryLog } from '../support/memory-log.ts';

const SIZE = 70_000;
const leaf = (index: number) => sha256(Uint8Array.of(index >> 16, (index >> 8) & 0xff, index & 0xff));
const leaves = Array.from({ length: SIZE }, (_, index) => leaf(index));

/** What a server keeps: of each tile the widest state. */
function served(tiles: readonly Tile[], onto = new Map<string, Uint8Array>()): Map<string, Uint8Array> {
  for (const { level, index, hashes } of tiles) onto.set(`${String(level)}/${String(index)}`, hashes);
  return onto;
}

const reader =
  (tiles: Map<string, Uint8Array>) =>
  ({ level, index }: TilePlace): Promise<Uint8Array> => {
    const hashes = tiles.get(`${String(level)}/${String(index)}`);
    return hashes ? Promise.resolve(hashes) : Promise.reject(new Error(`no tile ${String(level)}/${String(index)}`));
  };

const whole = growTiles(EMPTY_EDGE, leaves);
const read = reader(served(whole.tiles));

const reference = new MemoryLog();
for (const data of leaves) reference.append(data);

describe('paths', () => {
  test.each([
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 5, width: 112 }, 'tile/0/005.p/112'],
    [{ level: 1, index: 999, width: 256 }, 'tile/1/999'],
    [{ level: 2, index: 1000, width: 1 }, 'tile/2/x001/000.p/1'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 63, index: 9_007_199_254_740_991, width: 256 }, 'tile/63/x009/x007/x199/x254/x740/991'],
  ])('%j is %s', (place, path) => {
    expect(tilePath(place)).toBe(path);
    expect(parseTilePath(path)).toEqual({ kind: 'tile', ...place });
  });

  test('of entry bundles have no level', () => {
    expect(entriesPath(1_234_067, 17)).toBe('tile/entries/x001/x234/067.p/17');
    expect(parseTilePath('tile/entries/000')).toEqual({ kind: 'entries', level: 0, index: 0, width: 256 });
  });

  test.each([
    'tile/64/000',
    'tile/00/000',
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/001/002',
    'tile/0/x001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/x009/x007/x199/x254/x740/992',
    'tile/data/000',
    'tile/0/000/',
    '/tile/0/000',
  ])('%s is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

describe('tiles', () => {
  test('the tree of 70,000 has those that the specification counts', () => {
    const places = [...tilesOfSize(SIZE)];
    expect(places.filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273);
    expect(edgePlaces(SIZE)).toEqual([
      { level: 0, index: 273, width: 112 },
      { level: 1, index: 1, width: 17 },
      { level: 2, index: 0, width: 1 },
    ]);
    expect(places).toHaveLength(274 + 2 + 1);
    expect(whole.tiles.map(({ level, index, width }) => ({ level, index, width }))).toEqual(places);
  });

  test('the tree of 256 is a full tile below one hash', () => {
    expect([...tilesOfSize(256)]).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect(tileWidth(0, 1, 256)).toBe(0);
    expect([...tilesOfSize(0)]).toEqual([]);
  });

  test('however appends are cut, the tiles and the root come out the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 8 }), (cuts) => {
        let edge: TileEdge = EMPTY_EDGE;
        const tiles = new Map<string, Uint8Array>();
        for (const cut of cuts) {
          const grown = growTiles(edge, leaves.slice(edge.size, edge.size + cut));
          edge = grown.edge;
          served(grown.tiles, tiles);
        }
        const once = growTiles(EMPTY_EDGE, leaves.slice(0, edge.size));
        expect(edge).toEqual(once.edge);
        expect(tiles).toEqual(served(once.tiles));
      }),
      { numRuns: 20 },
    );
  });

  test('an edge that lacks a tile is refused', () => {
    expect(() => growTiles({ size: 1, tiles: [] }, [leaf(1)])).toThrow('lacks its edge at level 0');
  });
});

describe('a log read through tiles', () => {
  const sizes = fc.integer({ min: 1, max: SIZE });

  test('has the same roots and proofs as one of single nodes, at every size', async () => {
    expect(bytesToHex(edgeRoot(whole.edge))).toBe(bytesToHex(await rootOf(reference, SIZE)));
    await fc.assert(
      fc.asyncProperty(sizes, sizes, async (a, b) => {
        const [first, second] = a < b ? [a, b] : [b, a];
        const log = tiledLog(read, second);
        const root = await rootOf(log, second);
        expect(bytesToHex(root)).toBe(bytesToHex(await rootOf(reference, second)));
        const inclusion = await inclusionProof(log, first - 1, second);
        expect(verifyInclusion(leafHash(leaf(first - 1)), first - 1, second, inclusion, root)).toBe(true);
        const consistency = await consistencyProof(log, first, second);
        expect(verifyConsistency(first, second, consistency, await rootOf(reference, first), root)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('reads each tile once, and none beyond the size', async () => {
    const asked: TilePlace[] = [];
    const log = tiledLog((place) => {
      asked.push(place);
      return read(place);
    }, SIZE);
    await inclusionProof(log, 0, SIZE);
    expect(asked).toHaveLength(new Set(asked.map(({ level, index }) => `${String(level)}/${String(index)}`)).size);
    expect(asked.every(({ level, index, width }) => width === tileWidth(level, index, SIZE))).toBe(true);
    await expect(tiledLog(read, 300).get(0, 300)).rejects.toThrow('a tree of 300 has no node 0/300');
  });

  test('a tile that is too short is refused', async () => {
    const short = tiledLog(() => Promise.resolve(new Uint8Array(31)), 3);
    await expect(rootOf(short, 3)).rejects.toThrow('too few for');
  });
});

describe('entry bundles', () => {
  test('hold each entry behind its length', () => {
    expect(bytesToHex(encodeEntries([hexToBytes('aabb'), new Uint8Array(0)]))).toBe('0002aabb0000');
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
        expect(decodeEntries(encodeEntries(entries), entries.length)).toEqual(entries);
      }),
      { numRuns: 30 },
    );
  });

  test.each(['00', '0003aabb', '0002aabb00', '0002aabb0000'])('%s is not one entry', (hex) => {
    expect(decodeEntries(hexToBytes(hex), 1)).toBeUndefined();
  });

  test('an entry that its length cannot state is refused', () => {
    expect(() => encodeEntries([new Uint8Array(65_536)])).toThrow('at most 65535');
  });
});
