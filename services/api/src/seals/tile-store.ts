import { Injectable } from '@nestjs/common';
import { type NodeStore, splitHashes, TILE_WIDTH, TileCache, type TilePlace } from '@fieldseal/provenance';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { READ_TILES } from './seal-log.sql.ts';

const MOST_KEPT = 2048;
const HASH_BYTES = 32;

/** Reads the seal log: the tiles of a proof in one query, unless it remembers them. */
@Injectable()
export class TileStore implements NodeStore {
  private readonly cache = new TileCache((places) => this.stored(places), MOST_KEPT);

  constructor(private readonly unit: UnitOfWork) {}

  /** Hash of a perfect subtree. */
  get(level: number, index: number): Promise<Uint8Array> {
    return this.cache.get(level, index);
  }

  /** The first `width` hashes of a tile. @throws RangeError when it is narrower, or not there */
  hashes(place: TilePlace): Promise<Uint8Array> {
    return this.cache.hashes(place);
  }

  /** The digests of `width` leaves from index * 256 on. @throws RangeError when there are fewer */
  async leaves(index: number, width: number): Promise<Uint8Array[]> {
    const [row] = await this.unit.prepared<{ digests: Buffer }>(
      'seal-entries',
      'SELECT digests FROM seal_entries WHERE tile_index = $1',
      [index],
    );
    if (row === undefined || row.digests.length < width * HASH_BYTES)
      throw new RangeError(`the seal log has no ${width} leaves from ${index * TILE_WIDTH} on`);
    return splitHashes(row.digests.subarray(0, width * HASH_BYTES));
  }

  private async stored(places: readonly TilePlace[]): Promise<Uint8Array[]> {
    const rows = await this.unit.prepared<{ hashes: Buffer | null }>('seal-tiles', READ_TILES, [
      places.map(({ level }) => level),
      places.map(({ index }) => index),
    ]);
    return rows.map(({ hashes }) => hashes ?? new Uint8Array());
  }
}
