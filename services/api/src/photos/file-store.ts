import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.ts';

/** Content-addressed files in a local folder: `ab/cd/abcd….` */
@Injectable()
export class FileStore {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Stores bytes durably (file and folder entry are synced) and answers their SHA-256 in hexadecimal. */
  async put(bytes: Uint8Array): Promise<string> {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const path = this.path(hash);
    await mkdir(dirname(path), { recursive: true });
    const partial = `${path}.${randomUUID()}`;
    const file = await open(partial, 'wx', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(partial, path);
    const folder = await open(dirname(path), 'r');
    await folder.sync();
    await folder.close();
    return hash;
  }

  get(hash: string): Promise<Buffer> {
    return readFile(this.path(hash));
  }

  private path(hash: string): string {
    return join(this.config.filesDir, hash.slice(0, 2), hash.slice(2, 4), hash);
  }
}
