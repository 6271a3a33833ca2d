import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config.ts';
import { MasterKey } from './master-key.ts';
import { secretFile } from './secret-file.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts secrets at rest (AES-256-GCM) under a key that lies outside the database. */
@Injectable()
export class Secrets {
  private readonly masterKey: MasterKey;
  private readonly keysDir: string;

  constructor(@Inject(CONFIG) { keysDir }: Pick<Config, 'keysDir'>) {
    this.keysDir = keysDir;
    this.masterKey = new MasterKey(keysDir);
  }

  file(name: string, create: () => string): string {
    return secretFile(join(this.keysDir, name), create);
  }

  /** nonce (12 bytes) | ciphertext | tag (16 bytes); `purpose` is authenticated but not stored. */
  encrypt(plain: Uint8Array, purpose: string): Buffer {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.masterKey.newest(), nonce).setAAD(Buffer.from(purpose));
    return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** @throws Error when the ciphertext was changed or belongs to another purpose or key */
  decrypt(sealed: Uint8Array, purpose: string): Buffer {
    for (const key of this.masterKey.all()) {
      const plain = opened(sealed, purpose, key);
      if (plain !== undefined) return plain;
    }
    throw new Error('A secret was changed, or belongs to another purpose or master key.');
  }

  /** From now on everything is encrypted under a new master key; a change that was begun is taken up. */
  beginChange(): void {
    this.masterKey.begin();
  }

  /** The same secret under the newest master key, or undefined when it is under that already. */
  renewed(sealed: Uint8Array, purpose: string): Buffer | undefined {
    if (opened(sealed, purpose, this.masterKey.newest()) !== undefined) return undefined;
    return this.encrypt(this.decrypt(sealed, purpose), purpose);
  }

  /** The change is over: nothing is under the old master key any more. */
  finishChange(): void {
    this.masterKey.finish();
  }
}

function opened(sealed: Uint8Array, purpose: string, key: Buffer): Buffer | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
    .setAAD(Buffer.from(purpose))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    return undefined;
  }
}
