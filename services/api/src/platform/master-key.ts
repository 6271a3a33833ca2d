import { randomBytes } from 'node:crypto';
import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { secretFile } from './secret-file.ts';

const KEY = /^[0-9a-f]{64}$/;

const newKey = (): string => randomBytes(32).toString('hex');

/**
 * The key that secrets are encrypted under, in files outside the database: `master.key`; while it is being changed also
 * `master.next.key`, which is then the one to encrypt with; and after that `master.previous.key`, for what a process that
 * had not noticed yet may have written meanwhile. Files are read at every use: all processes on one folder agree.
 */
export class MasterKey {
  private readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
    this.current();
  }

  /** The key to encrypt with. */
  newest(): Buffer {
    return this.read('master.next.key') ?? this.current();
  }

  /** Every key that something may be encrypted under, the newest first. */
  all(): Buffer[] {
    return [this.read('master.next.key'), this.current(), this.read('master.previous.key')].filter(
      (key) => key !== undefined,
    );
  }

  /** From now on everything is encrypted under a new key. A change that was begun is taken up. */
  begin(): void {
    secretFile(this.path('master.next.key'), newKey);
  }

  /** The new key becomes the only one that is needed; the old one is kept once more. */
  finish(): void {
    copyFileSync(this.path('master.key'), this.path('master.previous.key'));
    sync(this.path('master.previous.key'));
    renameSync(this.path('master.next.key'), this.path('master.key'));
    sync(this.folder);
  }

  private current(): Buffer {
    return parse(secretFile(this.path('master.key'), newKey), this.path('master.key'));
  }

  private read(name: string): Buffer | undefined {
    const path = this.path(name);
    return existsSync(path) ? parse(readFileSync(path, 'utf8').trim(), path) : undefined;
  }

  private path(name: string): string {
    return join(this.folder, name);
  }
}

function parse(text: string, path: string): Buffer {
  if (!KEY.test(text)) throw new Error(`${path} is not a 32-byte hexadecimal key.`);
  return Buffer.from(text, 'hex');
}

function sync(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}
