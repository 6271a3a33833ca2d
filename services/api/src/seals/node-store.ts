import { Injectable } from '@nestjs/common';
import { nodeInTile, type NodeStore, tileOfNode } from '@fieldseal/provenance';
import { TileStore } from './tile-store.ts';

/** Hashes of the perfect subtrees of the seal log; a proof reads about log2(size) of them, from some three tiles. */
@Injectable()
export class StoredNodes implements NodeStore {
  constructor(private readonly tiles: TileStore) {}

  async get(level: number, index: number): Promise<Uint8Array> {
    const range = tileOfNode({ level, index });
    return nodeInTile(await this.tiles.hashes({ ...range, width: range.first + range.count }), range);
  }
}
