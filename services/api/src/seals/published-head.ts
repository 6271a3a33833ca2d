import { randomUUID } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type Checkpoint, openCheckpoint } from '@fieldseal/provenance';
import { CONFIG, type Config } from '../config.ts';
import { LogKey } from './log-key.ts';

/**
 * The newest checkpoint that was published, in a file beside the keys. It does not go back in time with a restored
 * database, and so tells that the database did.
 */
@Injectable()
export class PublishedHead {
  private readonly path: string;

  constructor(
    @Inject(CONFIG) { keysDir }: Config,
    private readonly key: LogKey,
  ) {
    this.path = join(keysDir, 'log.checkpoint');
  }

  /** Undefined before the first, and after the log's key or address was changed. */
  async read(): Promise<Checkpoint | undefined> {
    const note = await readFile(this.path).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    });
    if (note === undefined) return undefined;
    const opened = openCheckpoint(note, this.key.verifier);
    if (opened.ok) return opened.checkpoint;
    if (opened.fault === 'signature-missing') return undefined;
    throw new Error(`${this.path} is damaged (${opened.fault}): restore it, or remove it when the database is whole`);
  }

  /** Durable before it returns: file and folder entry are synced. */
  async write(note: string): Promise<void> {
    const partial = `${this.path}.${randomUUID()}`;
    const file = await open(partial, 'wx', 0o600);
    await file.writeFile(note);
    await file.sync();
    await file.close();
    await rename(partial, this.path);
    const folder = await open(dirname(this.path), 'r');
    await folder.sync();
    await folder.close();
  }
}
