import { randomBytes } from 'node:crypto';
import {
  edgePlaces,
  growTiles,
  splitHashes,
  type Tile,
  TILE_WIDTH,
  type TileEdge,
  type TilePlace,
} from '@fieldseal/provenance';
import type { Pool, PoolClient } from 'pg';

const LEAVES_AT_A_TIME = 256 * TILE_WIDTH;
const DIGEST_BYTES = 32;

/** A leaf whose proof is asked for. */
export interface Sample {
  readonly index: number;
  /** Hexadecimal. */
  readonly digest: string;
}

const STORE_TILES = `
  INSERT INTO seal_tile (level, tile_index, hashes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
  ON CONFLICT (level, tile_index) DO UPDATE SET hashes = excluded.hashes`;
const STORE_ENTRIES = `
  INSERT INTO seal_entries (tile_index, digests) SELECT * FROM unnest($1::bigint[], $2::bytea[])`;
const READ_TILES = `
  SELECT (SELECT hashes FROM seal_tile t WHERE t.level = asked.level AND t.tile_index = asked.tile_index) AS hashes
  FROM unnest($1::smallint[], $2::bigint[]) WITH ORDINALITY AS asked (level, tile_index, place) ORDER BY place`;
const STORE_PLACES = 'INSERT INTO seal_leaf (digest, leaf_index) SELECT * FROM unnest($1::bytea[], $2::bigint[])';

/**
 * Grows the log by random leaves to a size, straight into the tables of tiles and entries. Only the places of the sampled
 * leaves are stored, one in `every`; the tree is a true one in every other respect.
 */
export async function growLog(pool: Pool, size: number, every: number, say: (text: string) => void): Promise<Sample[]> {
  const client = await pool.connect();
  const samples: Sample[] = [];
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('seal log sequencer'))");
    await client.query('SET statement_timeout = 0');
    let edge = await wholeTiles(pool, client);
    while (edge.size < size) {
      const digests = randomBytes(Math.min(LEAVES_AT_A_TIME, size - edge.size) * DIGEST_BYTES);
      const leaves = splitHashes(digests);
      const chosen = leaves.flatMap((digest, at) =>
        at % every === 0 ? { index: edge.size + at, digest: Buffer.from(digest) } : [],
      );
      const { edge: grown, tiles } = growTiles(edge, leaves);
      await store(client, edge.size, digests, tiles);
      await client.query(STORE_PLACES, [chosen.map(({ digest }) => digest), chosen.map(({ index }) => index)]);
      samples.push(...chosen.map(({ index, digest }) => ({ index, digest: digest.toString('hex') })));
      edge = grown;
      if (Math.floor(edge.size / 1e6) > Math.floor((edge.size - leaves.length) / 1e6))
        say(`${String(edge.size)} of ${String(size)} leaves`);
    }
    await client.query('UPDATE seal_log SET size = $1', [edge.size]);
    await client.query('VACUUM ANALYZE seal_tile, seal_entries, seal_leaf');
    return samples;
  } finally {
    // Closed, not kept: the lock goes with the connection.
    client.release(true);
  }
}

/** The present edge of the log, once it ends with a whole tile: entries can then be added without reading any. */
async function wholeTiles(pool: Pool, client: PoolClient): Promise<TileEdge> {
  const size = await sizeOf(client);
  const missing = (TILE_WIDTH - (size % TILE_WIDTH)) % TILE_WIDTH;
  const places = edgePlaces(size);
  const read = await readTiles(pool, places);
  const edge = { size, tiles: places.map((place, at) => ({ ...place, hashes: read[at] ?? new Uint8Array(0) })) };
  if (missing === 0) return edge;
  const digests = randomBytes(missing * DIGEST_BYTES);
  const { edge: grown, tiles } = growTiles(edge, splitHashes(digests));
  await client.query('UPDATE seal_entries SET digests = digests || $2 WHERE tile_index = $1', [
    Math.floor(size / TILE_WIDTH),
    digests,
  ]);
  await storeTiles(client, tiles);
  return grown;
}

async function store(client: PoolClient, first: number, digests: Buffer, tiles: readonly Tile[]): Promise<void> {
  const bundle = TILE_WIDTH * DIGEST_BYTES;
  const bundles = Array.from({ length: Math.ceil(digests.length / bundle) }, (_, at) =>
    digests.subarray(at * bundle, (at + 1) * bundle),
  );
  await client.query(STORE_ENTRIES, [bundles.map((_, at) => first / TILE_WIDTH + at), bundles]);
  await storeTiles(client, tiles);
}

async function storeTiles(client: PoolClient, tiles: readonly Tile[]): Promise<void> {
  const columns = [tiles.map(({ level }) => level), tiles.map(({ index }) => index)];
  await client.query(STORE_TILES, [...columns, tiles.map(({ hashes }) => Buffer.from(hashes))]);
}

/** Hashes of tiles, read as the services read them. */
export async function readTiles(pool: Pool, places: readonly TilePlace[]): Promise<Uint8Array[]> {
  const { rows } = await pool.query<{ hashes: Buffer | null }>({
    name: 'tiles',
    text: READ_TILES,
    values: [places.map(({ level }) => level), places.map(({ index }) => index)],
  });
  return rows.map(({ hashes }) => hashes ?? new Uint8Array(0));
}

async function sizeOf(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ size: string }>('SELECT size FROM seal_log');
  return Number(rows[0]?.size ?? 0);
}
