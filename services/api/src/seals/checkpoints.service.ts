import { Injectable } from '@nestjs/common';
import { openCheckpoint, rootOf, signCheckpoint } from '@fieldseal/provenance';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { LogKey } from './log-key.ts';
import { TileStore } from './tile-store.ts';
import { PublishedHead } from './published-head.ts';
import { LOCK_LOG } from './seal-log.sql.ts';
import { SealLogService } from './seal-log.service.ts';

/** Signs the heads of the log (C2SP tlog-checkpoint). The database holds the newest, so that every instance serves the same. */
@Injectable()
export class CheckpointsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly key: LogKey,
    private readonly log: SealLogService,
    private readonly nodes: TileStore,
    private readonly published: PublishedHead,
  ) {}

  /** The signed note. @throws Problem unavailable before the first one */
  async newest(): Promise<string> {
    const note = await this.stored();
    if (note === undefined) throw new Problem('unavailable', 'The seal log is only being set up; look again shortly.');
    return note;
  }

  /** Number of leaves that the newest checkpoint covers: what is served to everybody. */
  async publishedSize(): Promise<number> {
    return this.sizeOf(await this.newest());
  }

  /** Signs the present head, unless it is signed. The file comes first: what outsiders see is never ahead of it. */
  async publish(): Promise<void> {
    await this.unit.run(async () => {
      await this.unit.query(LOCK_LOG);
      const size = await this.log.size();
      const present = await this.stored();
      if (present !== undefined && this.sizeOf(present) === size && (await this.published.read())?.size === size)
        return;
      const root = await rootOf(this.nodes, size);
      const note = await signCheckpoint({ origin: this.key.origin, size, root }, this.key.signer);
      await this.published.write(note);
      await this.unit.query('UPDATE seal_log SET checkpoint = $1', [note]);
    });
  }

  private async stored(): Promise<string | undefined> {
    const [row] = await this.unit.query<{ checkpoint: string | null }>('SELECT checkpoint FROM seal_log');
    return row?.checkpoint ?? undefined;
  }

  /** -1 of a note under another key: it is to be signed anew. */
  private sizeOf(note: string): number {
    const opened = openCheckpoint(Buffer.from(note), this.key.verifier);
    return opened.ok ? opened.checkpoint.size : -1;
  }
}
