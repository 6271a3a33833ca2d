import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The text of a secret file, made with `create` and mode 600 on first use.
 * Exclusive creation: of two processes starting at once, both use the first one's secret.
 */
export function secretFile(path: string, create: () => string): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, create());
    fsyncSync(file);
    closeSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const text = readFileSync(path, 'utf8').trim();
  if (text === '') throw new Error(`The secret file ${path} is empty; remove it or restore it from a backup.`);
  return text;
}

/** Encrypts secrets at rest (AES-256-GCM) under a key that lies outside the database. */
@Injectable()
export class Secrets {
  private readonly key: Buffer;
  readonly keysDir: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.keysDir = config.keysDir;
    this.key = Buffer.from(
      this.file('master.key', () => randomBytes(32).toString('hex')),
      'hex',
    );
    if (this.key.length !== 32)
      throw new Error(`${join(config.keysDir, 'master.key')} is not a 32-byte hexadecimal key.`);
  }

  file(name: string, create: () => string): string {
    return secretFile(join(this.keysDir, name), create);
  }

  /** nonce (12 bytes) | ciphertext | tag (16 bytes); `purpose` is authenticated but not stored. */
  encrypt(plain: Uint8Array, purpose: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key, nonce).setAAD(Buffer.from(purpose));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error when the ciphertext was changed or belongs to another purpose or key */
  decrypt(sealed: Uint8Array, purpose: string): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.key, sealed.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(purpose))
      .setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }
}
