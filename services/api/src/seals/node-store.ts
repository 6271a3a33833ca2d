import { Injectable } from '@nestjs/common';
import type { NodeStore } from '@fieldseal/provenance';
import { UnitOfWork } from '../platform/unit-of-work.ts';

/** Hashes of the perfect subtrees of the seal log; a proof reads about log2(size) of them. */
@Injectable()
export class StoredNodes implements NodeStore {
  constructor(private readonly unit: UnitOfWork) {}

  async get(level: number, index: number): Promise<Uint8Array> {
    const [row] = await this.unit.query<{ hash: Buffer }>(
      'SELECT hash FROM seal_node WHERE level = $1 AND node_index = $2',
      [level, index],
    );
    if (row === undefined) throw new Error(`the seal log lacks node ${level}/${index}`);
    return row.hash;
  }
}
