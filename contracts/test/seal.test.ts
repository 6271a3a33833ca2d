import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getBytes, id, Wallet } from 'ethers';
import { deploy, sealedLogs } from '../client/index.ts';
import { chainReader } from '../client/reader.ts';
import { richKey, startAnvil, type Anvil } from './support/anvil.ts';
import { consistencyProof, hex, leaf, rootOf } from './support/merkle.ts';
import { everyRole, Season } from './support/season.ts';

let anvil: Anvil;
let season: Season;
const leaves = Array.from({ length: 40 }, (_, n) => leaf(n));
const headAt = (size: number, from: number) => ({
  size,
  root: hex(rootOf(leaves.slice(0, size))),
  proof: from === 0 ? [] : consistencyProof(from, leaves.slice(0, size)).map(hex),
});

beforeAll(async () => {
  anvil = await startAnvil();
  const operator = new Wallet(richKey);
  const recordDir = await mkdtemp(join(tmpdir(), 'deployments-'));
  const deployment = await deploy(anvil.provider, operator, { recordDir, roles: everyRole(operator.address) });
  season = new Season(anvil, operator, deployment);
});
afterAll(() => anvil.stop());

describe('seals', () => {
  test('heads follow one another and a browser reads them', async () => {
    const { calls, deployment, read } = season;
    const reader = chainReader(anvil.url, deployment);
    expect(await read.sealHead()).toMatchObject({ size: 0 });
    let from = 0;
    for (const size of [1, 2, 3, 7, 8, 13, 40]) {
      const head = headAt(size, from);
      const receipt = await season.send(calls.sealLog.seal(head));
      expect(sealedLogs(deployment, receipt.logs)).toMatchObject([{ size, root: head.root }]);
      const found = await reader.sealedRoot(size);
      expect(found).toEqual({ root: new Uint8Array(getBytes(head.root)), sealedAt: await anvil.now() });
      from = size;
    }
    expect(await read.sealHead()).toMatchObject({ size: 40, root: headAt(40, 0).root });
    expect(await reader.sealedRoot(5)).toBeUndefined();
    expect(await read.rootAt(5)).toBeUndefined();
    expect(await reader.chainId()).toBe(31337);
  });

  test('the same head again is refused in plain words', async () => {
    await expect(season.send(season.calls.sealLog.seal(headAt(40, 0)))).rejects.toThrow(/already sealed \(size 40/);
  });
});

describe('accreditations', () => {
  test('ethers and the browser reader agree', async () => {
    const { calls, deployment, read } = season;
    const reader = chainReader(anvil.url, deployment);
    const issuerKey = id('factory');
    await season.send(calls.issuerRegistry.accredit({ issuerKey, stage: 1, from: 1000, until: 2000 }));
    expect(await read.accreditation(issuerKey, 1)).toEqual({ from: 1000, until: 2000, suspendedAt: undefined });
    await season.send(calls.issuerRegistry.suspend(issuerKey, 1, 1500));
    const held = { from: 1000, until: 2000, suspendedAt: 1500 };
    expect(await read.accreditation(issuerKey, 1)).toEqual(held);
    expect(await reader.accreditation(getBytes(issuerKey), 1)).toEqual(held);
    expect(await reader.accreditation(getBytes(issuerKey), 2)).toBeUndefined();
  });
});

describe('a reader pointed at the wrong place', () => {
  const wrong = { sealLog: `0x${'12'.repeat(20)}`, issuerRegistry: `0x${'12'.repeat(20)}` };

  test('says that there is no such contract', async () => {
    await expect(chainReader(anvil.url, wrong).sealedRoot(1)).rejects.toThrow(/no such contract/);
  });

  test('passes on what the node answered', async () => {
    const refuse: typeof fetch = () => Promise.resolve(Response.json({ error: { message: 'busy' } }));
    await expect(chainReader('http://node', wrong, refuse).chainId()).rejects.toThrow(/busy/);
    const fail: typeof fetch = () => Promise.resolve(new Response('', { status: 503 }));
    await expect(chainReader('http://node', wrong, fail).chainId()).rejects.toThrow(/503/);
  });

  test('refuses sizes and keys that are none', async () => {
    await expect(chainReader(anvil.url, wrong).sealedRoot(-1)).rejects.toThrow(/is no count/);
    await expect(chainReader(anvil.url, wrong).accreditation(new Uint8Array(31), 0)).rejects.toThrow(/32 bytes/);
  });
});
