import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Wallet } from 'ethers';

const PRIVATE_KEY = /^0x[0-9a-f]{64}$/i;
const OTHERS = 0o077;

/**
 * The reporter's signing key: a file with a secp256k1 private key in `0x` hex, readable by its owner alone. It is created when
 * missing; whoever is first wins, and a crash cannot leave half a key behind.
 *
 * @throws Error when the file holds no key or others may read it
 */
export async function reporterWallet(keyFile: string): Promise<Wallet> {
  await createKeyFile(keyFile);
  if (((await stat(keyFile)).mode & OTHERS) !== 0) {
    throw new Error(`${keyFile} can be read by others: run chmod 600 on it, and replace the key if that is news`);
  }
  const key = (await readFile(keyFile, 'utf8')).trim();
  if (!PRIVATE_KEY.test(key)) throw new Error(`${keyFile} does not hold a private key (0x and 64 hex digits)`);
  return new Wallet(key);
}

/** The address to register for a reporter; creates its key file when missing. */
export async function reporterAddress(keyFile: string): Promise<string> {
  return (await reporterWallet(keyFile)).address;
}

async function createKeyFile(keyFile: string): Promise<void> {
  if (await exists(keyFile)) return;
  await mkdir(dirname(keyFile), { recursive: true });
  const draft = `${keyFile}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`0x${randomBytes(32).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, keyFile);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
