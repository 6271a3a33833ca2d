import { randomBytes } from 'node:crypto';
import { type Checkpoint, decodeEntries, openCheckpoint, parseVerifierKey, tilePath } from '@fieldseal/provenance';
import type { TilePlace } from '@fieldseal/provenance';
import { Client } from 'pg';
import type { TestApplication } from '../support/application.ts';
import { eventually } from '../support/season.ts';

/** Digests of documents that never were: the log does not ask. */
export const digests = (count: number): Buffer[] => Array.from({ length: count }, () => randomBytes(32));

/** Leaves digests to be sequenced, as a captured event or an issued certificate does. */
export async function leave(database: Client, leaves: readonly Buffer[]): Promise<void> {
  await database.query('INSERT INTO pending_leaf (digest) SELECT unnest($1::bytea[])', [leaves]);
}

export async function connect(application: TestApplication): Promise<Client> {
  const database = new Client({ connectionString: application.config.databaseUrl });
  await database.connect();
  return database;
}

/** What an auditor sees: the log's key, checkpoint and tiles, over HTTP. */
export class Auditor {
  constructor(private readonly base: string) {}

  static of(application: TestApplication): Auditor {
    return new Auditor(`http://127.0.0.1:${application.config.port}/log/`);
  }

  async bytes(path: string): Promise<Uint8Array> {
    const answer = await fetch(this.base + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  }

  async checkpoint(): Promise<Checkpoint> {
    const key = parseVerifierKey(new TextDecoder().decode(await this.bytes('key')).trim());
    if (key === undefined) throw new Error('the log has no usable key');
    const opened = openCheckpoint(await this.bytes('checkpoint'), key);
    if (!opened.ok) throw new Error(opened.fault);
    return opened.checkpoint;
  }

  /** The newest checkpoint, once it covers so many leaves. */
  covering(size: number): Promise<Checkpoint> {
    return eventually(async () => {
      const checkpoint = await this.checkpoint().catch(() => undefined);
      return checkpoint !== undefined && checkpoint.size >= size ? checkpoint : undefined;
    }, `a checkpoint of ${size} leaves`);
  }

  tile(place: TilePlace): Promise<Uint8Array> {
    return this.bytes(tilePath(place));
  }

  /** Leaf data of all leaves of a tree, in order. */
  async leaves(size: number): Promise<string[]> {
    const leaves: string[] = [];
    for (let index = 0; index * 256 < size; index += 1) {
      const width = Math.min(256, size - index * 256);
      const bundle = decodeEntries(await this.bytes(entriesOf(index, width)), width);
      if (bundle === undefined) throw new Error(`bundle ${index} does not hold ${width} entries`);
      leaves.push(...bundle.map((leaf) => Buffer.from(leaf).toString('hex')));
    }
    return leaves;
  }
}

function entriesOf(index: number, width: number): string {
  return tilePath({ level: 0, index, width }).replace('tile/0/', 'tile/entries/');
}
