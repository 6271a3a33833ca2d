import { Injectable } from '@nestjs/common';
import { splitHashes, TILE_WIDTH } from '@fieldseal/provenance';
import type { TilePlace } from '@fieldseal/provenance';
import QuickLRU from 'quick-lru';
import { UnitOfWork } from '../platform/unit-of-work.ts';

/** 8 KiB each; quick-lru holds up to twice as many. */
const MOST_KEPT = 1024;
const HASH_BYTES = 32;

/** Reads the tiles of the seal log. They only ever grow at the end, so what was read once stays true. */
@Injectable()
export class TileStore {
  private readonly kept = new QuickLRU<string, Uint8Array>({ maxSize: MOST_KEPT });
  private readonly reading = new Map<string, Promise<Uint8Array>>();

  constructor(private readonly unit: UnitOfWork) {}

  /** The first `width` hashes of a tile. @throws RangeError when it is narrower, or not there */
  async hashes({ level, index, width }: TilePlace): Promise<Uint8Array> {
    const name = `${level}/${index}`;
    const kept = this.kept.get(name);
    if (kept !== undefined && kept.length >= width * HASH_BYTES) return kept.subarray(0, width * HASH_BYTES);
    const hashes = await this.once(name, () => this.stored(level, index));
    if (hashes.length < width * HASH_BYTES) throw new RangeError(`the seal log has no tile ${name} of ${width} hashes`);
    return hashes.subarray(0, width * HASH_BYTES);
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

  /** Proofs ask for the same tile many times at once. */
  private once(name: string, read: () => Promise<Uint8Array>): Promise<Uint8Array> {
    const present = this.reading.get(name);
    if (present !== undefined) return present;
    const read_ = read()
      .then((hashes) => {
        this.kept.set(name, hashes);
        return hashes;
      })
      .finally(() => {
        this.reading.delete(name);
      });
    this.reading.set(name, read_);
    return read_;
  }

  private async stored(level: number, index: number): Promise<Uint8Array> {
    const [row] = await this.unit.prepared<{ hashes: Buffer }>(
      'seal-tile',
      'SELECT hashes FROM seal_tile WHERE level = $1 AND tile_index = $2',
      [level, index],
    );
    return row?.hashes ?? new Uint8Array();
  }
}
