import { Injectable } from '@nestjs/common';
import {
  edgePlaces,
  growTiles,
  inclusionProof,
  splitHashes,
  type Tile,
  TILE_WIDTH,
  type TileEdge,
} from '@fieldseal/provenance';
import { Background } from '../platform/background.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { GROW_LOG, LOCK_LOG, PLACE_LEAVES, STORE_ENTRIES, STORE_TILES, TAKE_WAITING } from './seal-log.sql.ts';
import { TileStore } from './tile-store.ts';

export const SEAL_QUEUE = 'seal';
const SEQUENCE_BATCH = 8192;
/** So that a head is published and sealed now and then, however much arrives. */
const MOST_BATCHES = 32;

/**
 * The append-only log of all signed documents (RFC 9162 section 2), in tiles (C2SP tlog-tiles). Writers only leave a
 * digest behind in their own transaction; one sequencer gives the digests their places, so that writers never wait for one
 * another.
 */
@Injectable()
export class SealLogService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly tiles: TileStore,
    private readonly background: Background,
  ) {}

  /** Leaves a document's digest (32 bytes) to be sequenced and sealed. */
  async append(digest: Uint8Array): Promise<void> {
    await this.unit.query('INSERT INTO pending_leaf (digest) VALUES ($1) ON CONFLICT DO NOTHING', [digest]);
    await this.background.wake(SEAL_QUEUE);
  }

  /** Number of sequenced leaves. */
  async size(): Promise<number> {
    const [row] = await this.unit.query<{ size: string }>('SELECT size FROM seal_log');
    return Number(row?.size ?? 0);
  }

  /** Gives the waiting digests their places, in the order in which they were left. */
  async sequence(): Promise<void> {
    for (let batch = 0; batch < MOST_BATCHES; batch += 1)
      if ((await this.unit.run(() => this.sequenceBatch())) < SEQUENCE_BATCH) return;
  }

  /** Places of digests, hexadecimal digest -> leaf index; digests without a place yet are absent. */
  async places(digests: readonly Uint8Array[]): Promise<Map<string, number>> {
    const rows = await this.unit.query<{ digest: Buffer; leaf_index: string }>(
      'SELECT digest, leaf_index FROM seal_leaf WHERE digest = ANY($1)',
      [digests],
    );
    return new Map(rows.map((row) => [row.digest.toString('hex'), Number(row.leaf_index)]));
  }

  /** Inclusion proof of a leaf in the tree of the first `size` leaves. */
  prove(leafIndex: number, size: number): Promise<Uint8Array[]> {
    return inclusionProof(this.tiles, leafIndex, size);
  }

  private async sequenceBatch(): Promise<number> {
    await this.unit.query(LOCK_LOG);
    const [batch] = await this.unit.query<{ taken: number; fresh: Buffer | null }>(TAKE_WAITING, [SEQUENCE_BATCH]);
    if (batch === undefined || batch.fresh === null) return batch?.taken ?? 0;
    const size = await this.size();
    const leaves = splitHashes(batch.fresh);
    const { tiles } = growTiles(await this.edge(size), leaves);
    await this.unit.query(PLACE_LEAVES, [size, batch.fresh]);
    await this.storeTiles(tiles);
    await this.storeEntries(size, leaves);
    const grown = await this.unit.query(GROW_LOG, [size, size + leaves.length]);
    if (grown.length !== 1) throw new Error(`the seal log is no longer ${size} leaves long; nothing was placed`);
    return batch.taken;
  }

  private async edge(size: number): Promise<TileEdge> {
    const tiles = edgePlaces(size).map(async (place) => ({ ...place, hashes: await this.tiles.hashes(place) }));
    return { size, tiles: await Promise.all(tiles) };
  }

  private async storeTiles(tiles: readonly Tile[]): Promise<void> {
    await this.unit.query(STORE_TILES, [
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      tiles.map(({ hashes }) => Buffer.from(hashes)),
    ]);
  }

  private async storeEntries(size: number, fresh: readonly Uint8Array[]): Promise<void> {
    const first = Math.floor(size / TILE_WIDTH);
    const present = size % TILE_WIDTH === 0 ? [] : await this.tiles.leaves(first, size % TILE_WIDTH);
    const leaves = [...present, ...fresh];
    const bundles = Array.from({ length: Math.ceil(leaves.length / TILE_WIDTH) }, (_, at) =>
      Buffer.concat(leaves.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH)),
    );
    await this.unit.query(STORE_ENTRIES, [bundles.map((_, at) => first + at), bundles]);
  }
}
