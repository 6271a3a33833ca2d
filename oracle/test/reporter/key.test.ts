import { describe, expect, test } from '@jest/globals';
import { chmod, mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Wallet } from 'ethers';
import { reporterAddress, reporterWallet } from '../../src/reporter/key.ts';

async function folder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'oracle-key-'));
}

describe('key file', () => {
  test('is created once, for its owner alone, and kept', async () => {
    const dir = await folder();
    const file = join(dir, 'deeper', 'key');
    const address = await reporterAddress(file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await reporterAddress(file)).toBe(address);
    expect(new Wallet((await readFile(file, 'utf8')).trim()).address).toBe(address);
    expect(await readdir(join(dir, 'deeper'))).toEqual(['key']);
  });

  test('two processes that create it at once agree', async () => {
    const file = join(await folder(), 'key');
    const addresses = await Promise.all(Array.from({ length: 8 }, () => reporterAddress(file)));
    expect(new Set(addresses).size).toBe(1);
  });

  test('is refused when others can read it', async () => {
    const file = join(await folder(), 'key');
    await reporterAddress(file);
    await chmod(file, 0o640);
    await expect(reporterWallet(file)).rejects.toThrow(/can be read by others: run chmod 600/);
  });

  test('is refused when it holds no key', async () => {
    const file = join(await folder(), 'key');
    await writeFile(file, '0x1234\n', { mode: 0o600 });
    await expect(reporterWallet(file)).rejects.toThrow(/does not hold a private key/);
  });
});
