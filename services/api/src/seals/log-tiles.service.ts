import { Injectable } from '@nestjs/common';
import { encodeEntries, parseTilePath, type TileAddress, tileWidth } from '@fieldseal/provenance';
import { Problem } from '../platform/problems.ts';
import { CheckpointsService } from './checkpoints.service.ts';
import { TileStore } from './tile-store.ts';

/** The tiles of the trees that checkpoints were signed of, of every width that such a tree ever had or could have had. */
@Injectable()
export class LogTiles {
  /** Published meanwhile; a log never shrinks. */
  private size = 0;

  constructor(
    private readonly checkpoints: CheckpointsService,
    private readonly tiles: TileStore,
  ) {}

  /**
   * The bytes at a path below the log's address.
   * @throws Problem not-found when the newest checkpoint has no such tile
   */
  async at(path: string): Promise<Uint8Array> {
    const address = parseTilePath(path);
    if (address === undefined || !(await this.isPublished(address)))
      throw new Problem('not-found', 'The seal log has no such tile.');
    if (address.kind === 'tile') return this.tiles.hashes(address);
    return encodeEntries(await this.tiles.leaves(address.index, address.width));
  }

  private async isPublished({ level, index, width }: TileAddress): Promise<boolean> {
    if (tileWidth(level, index, this.size) < width) this.size = await this.checkpoints.publishedSize();
    return tileWidth(level, index, this.size) >= width;
  }
}
