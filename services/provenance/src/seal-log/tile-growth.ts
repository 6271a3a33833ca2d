import { concatBytes } from '../bytes.ts';
import { EMPTY_ROOT, leafHash } from './hashes.ts';
import { edgePlaces, TILE_WIDTH } from './tile.ts';
import type { TilePlace } from './tile.ts';
import { splitHashes } from './tiled-log.ts';
import { foldRight, perfectRoot, placesOfRange, requireSize } from './tree.ts';

export interface Tile extends TilePlace {
  /** `width` times 32 bytes. */
  readonly hashes: Uint8Array;
}

/** All that an append needs to know of a log: its size and its partial tiles. Values, never changed in place. */
export interface TileEdge {
  readonly size: number;
  /** One for each of `edgePlaces(size)`. */
  readonly tiles: readonly Tile[];
}

export const EMPTY_EDGE: TileEdge = { size: 0, tiles: [] };

/**
 * Appends leaves in order.
 * @param leaves leaf data, document digests of 32 bytes
 * @returns the edge after, and every tile that is new or wider than before, as it is now
 * @throws RangeError when the edge lacks a tile
 */
export function growTiles(edge: TileEdge, leaves: readonly Uint8Array[]): { edge: TileEdge; tiles: Tile[] } {
  const size = edge.size + leaves.length;
  requireSize(size);
  const tiles: Tile[] = [];
  let fresh = leaves.map((data) => leafHash(data));
  for (let level = 0; fresh.length > 0; level += 1) {
    const first = Math.floor(edge.size / TILE_WIDTH ** level / TILE_WIDTH);
    const hashes = [...present(edge, level), ...fresh];
    fresh = [];
    for (let index = first; (index - first) * TILE_WIDTH < hashes.length; index += 1) {
      const own = hashes.slice((index - first) * TILE_WIDTH, (index - first + 1) * TILE_WIDTH);
      tiles.push({ level, index, width: own.length, hashes: concatBytes(...own) });
      if (own.length === TILE_WIDTH) fresh.push(perfectRoot(own));
    }
  }
  const known = new Map([...edge.tiles, ...tiles].map((tile) => [nameOf(tile), tile]));
  return { edge: { size, tiles: edgePlaces(size).flatMap((place) => known.get(nameOf(place)) ?? []) }, tiles };
}

/** Root of the whole log, from its edge alone. */
export function edgeRoot({ size, tiles }: TileEdge): Uint8Array {
  if (size === 0) return EMPTY_ROOT;
  const peaks = tiles.toReversed().flatMap(({ hashes, width }) => {
    const all = splitHashes(hashes);
    return placesOfRange(0, width).map(({ level, index }) =>
      perfectRoot(all.slice(index * 2 ** level, (index + 1) * 2 ** level)),
    );
  });
  return foldRight(peaks);
}

function present(edge: TileEdge, level: number): Uint8Array[] {
  const width = Math.floor(edge.size / TILE_WIDTH ** level) % TILE_WIDTH;
  if (width === 0) return [];
  const tile = edge.tiles.find((candidate) => candidate.level === level);
  if (tile?.width !== width)
    throw new RangeError(`a log of ${String(edge.size)} lacks its edge at level ${String(level)}`);
  return splitHashes(tile.hashes);
}

function nameOf({ level, index, width }: TilePlace): string {
  return `${String(level)}/${String(index)}.p/${String(width)}`;
}
