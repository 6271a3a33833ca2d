import {
  edgeRoot,
  inclusionProof,
  leafHash,
  nodeInTile,
  splitHashes,
  type TileEdge,
  tiledLog,
  tileWidth,
  TILE_WIDTH,
  verifyInclusion,
} from '@fieldseal/provenance';
import { Alarm } from './findings.ts';
import type { LogClient } from './log-client.ts';

/**
 * Looks again at one leaf of the past: its bundle must hold the leaves of its tile, that tile and each one above it must
 * make the hash in the next one, and all of them lead to the known root. What was right once may be changed or lost later.
 * @throws Alarm naming what is wrong
 */
export async function spotCheck(log: LogClient, edge: TileEdge, leaf: number): Promise<void> {
  const index = Math.floor(leaf / TILE_WIDTH);
  const width = tileWidth(0, index, edge.size);
  const [leaves, tile] = await Promise.all([log.entries(index, width), log.tile({ level: 0, index, width })]);
  const hashes = splitHashes(tile);
  const wrong = leaves.findIndex((data, at) => !isSame(leafHash(data), hashes[at]));
  if (wrong >= 0) throw new Alarm('entry-tampered', `leaf ${String(index * TILE_WIDTH + wrong)}`);
  await climb(log, edge.size, index, tile);
  const store = tiledLog((place) => log.tile(place), edge.size);
  const own = hashes[leaf % TILE_WIDTH] ?? new Uint8Array(0);
  if (!verifyInclusion(own, leaf, edge.size, await inclusionProof(store, leaf, edge.size), edgeRoot(edge)))
    throw new Alarm('tile-tampered', `above leaf ${String(leaf)} of ${String(edge.size)}`);
}

/** From a tile up, as long as tiles are full and so have a hash in the one above. */
async function climb(log: LogClient, size: number, first: number, lowest: Uint8Array): Promise<void> {
  let [index, tile] = [first, lowest];
  for (let level = 0; tileWidth(level, index, size) === TILE_WIDTH; level += 1) {
    const root = nodeInTile(tile, { level, index, first: 0, count: TILE_WIDTH });
    const above = Math.floor(index / TILE_WIDTH);
    const next = await log.tile({ level: level + 1, index: above, width: tileWidth(level + 1, above, size) });
    if (!isSame(root, splitHashes(next)[index % TILE_WIDTH]))
      throw new Alarm('tile-tampered', `tile ${String(level)}/${String(index)} and the one above it differ`);
    [index, tile] = [above, next];
  }
}

function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && Buffer.compare(a, b) === 0;
}
