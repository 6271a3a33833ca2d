import { HashedTile, type TileRange } from './hashed-tile.ts';
import { HASH_BYTES, TILE_HEIGHT, TILE_WIDTH, tileWidth } from './tile.ts';
import type { TilePlace } from './tile.ts';
import { requireSize } from './tree.ts';
import type { NodePlace, NodeStore } from './tree.ts';

/**
 * Reads the hashes of a tile, `width` times 32 bytes one after the other. A server that has no partial tile any more gives
 * the full one: more hashes than asked for are no fault. Rejects when there is no such tile.
 */
export type TileReader = (place: TilePlace) => Promise<Uint8Array>;

/** The tile that a node of the tree is computed from. */
export function tileOfNode({ level, index }: NodePlace): TileRange {
  const count = 2 ** (level % TILE_HEIGHT);
  const first = index * count;
  return {
    level: Math.floor(level / TILE_HEIGHT),
    index: Math.floor(first / TILE_WIDTH),
    first: first % TILE_WIDTH,
    count,
  };
}

/** Hash of a node, from the hashes of its tile. @throws RangeError when the tile is too narrow */
export function nodeInTile(hashes: Uint8Array, range: TileRange): Uint8Array {
  return new HashedTile(hashes).node(range);
}

/**
 * The log of `size` leaves, read through its tiles: what `rootOf`, `inclusionProof` and `consistencyProof` need. Each tile
 * is read once. The hashes are as true as the tiles: compare the root with a signed or sealed one.
 */
export function tiledLog(read: TileReader, size: number): NodeStore {
  requireSize(size);
  const tiles = new Map<string, Promise<HashedTile>>();
  return {
    get: async (level, index) => {
      const range = tileOfNode({ level, index });
      const width = tileWidth(range.level, range.index, size);
      if (width < range.first + range.count)
        throw new RangeError(`a tree of ${String(size)} has no node ${String(level)}/${String(index)}`);
      const name = `${String(range.level)}/${String(range.index)}`;
      const tile =
        tiles.get(name) ??
        read({ level: range.level, index: range.index, width }).then((hashes) => new HashedTile(hashes));
      tiles.set(name, tile);
      return (await tile).node(range);
    },
  };
}

/** The hashes of a tile, one by one. */
export function splitHashes(hashes: Uint8Array): Uint8Array[] {
  return Array.from({ length: hashes.length / HASH_BYTES }, (_, at) =>
    hashes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
}
