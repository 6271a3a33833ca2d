import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getBytes, id, Wallet } from 'ethers';
import { deploy, sealedLogs } from '../client/index.ts';
import { chainReader } from '../client/reader.ts';
import { sealReader } from '../client/sealReader.ts';
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

describe('an auditor of the seals', () => {
  const sizes = [1, 2, 3, 7, 8, 13, 40];
  const rootOfHead = (size: number) => new Uint8Array(getBytes(headAt(size, 0).root));

  test('reads every head as of one block', async () => {
    const reader = sealReader(anvil.url, season.deployment.sealLog);
    const block = await reader.blockNumber();
    const heads = await reader.sealedBetween(0, block);
    expect(heads).toMatchObject(sizes.map((size) => ({ size, root: rootOfHead(size) })));
    expect(await reader.headAt(block)).toEqual(heads.at(-1));
    expect(await reader.rootAt(13, block)).toEqual(heads.at(-2));
    expect(await reader.rootAt(14, block)).toBeUndefined();
    expect(await reader.headAt(block - 1)).toEqual(heads.at(-2));
    expect(await reader.sealedBetween(block, block)).toEqual(heads.slice(-1));
    expect(await reader.blockHash(block)).toBe((await anvil.provider.getBlock(block))?.hash);
    expect(await reader.chainId()).toBe(31337);
  });

  test('is told when there is no such contract or block', async () => {
    const nowhere = sealReader(anvil.url, `0x${'12'.repeat(20)}`);
    await expect(nowhere.headAt(1)).rejects.toThrow(/no such contract/);
    await expect(nowhere.blockHash(1_000_000)).rejects.toThrow(/no result/);
  });

  test('refuses records and blocks that make no sense', async () => {
    const answering = (result: unknown) =>
      sealReader('http://node', season.deployment.sealLog, () => Promise.resolve(Response.json({ result })));
    const log = { blockNumber: '0x1', logIndex: '0x0', blockTimestamp: '0x1' };
    const records = answering([{ ...log, topics: ['0x00'], data: '0x00' }]);
    await expect(records.sealedBetween(0, 1)).rejects.toThrow(/makes no sense/);
    await expect(answering({ number: '0x1' }).blockHash(1)).rejects.toThrow(/without hash/);
    await expect(answering(7).headAt(1)).rejects.toThrow(/no result/);
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

describe('the history of an accreditation', () => {
  const issuerKey = id('cooperative');
  const key = getBytes(issuerKey);
  const grant = { issuerKey, stage: 0 as const, from: 1000, until: 2000 };
  /** A node that answers searches for logs otherwise than the real one. */
  const lying =
    (change: (answer: string, question: string) => string): typeof fetch =>
    async (url, init) => {
      const response = await fetch(url, init);
      const question = typeof init?.body === 'string' ? init.body : '';
      if (!question.includes('eth_getLogs')) return response;
      return new Response(change(await response.text(), question));
    };
  const historyThrough = (send: typeof fetch) =>
    chainReader(anvil.url, season.deployment, send).accreditationHistory(key, 0);
  const recorded: { kind: string; recordedAt: number }[] = [];

  beforeAll(async () => {
    const { accredit, suspend, reinstate } = season.calls.issuerRegistry;
    await season.send(accredit({ ...grant, issuerKey: id('another key') }));
    await season.send(accredit({ ...grant, stage: 1 }));
    const calls = [
      ['accredited', accredit(grant)],
      ['suspended', suspend(issuerKey, 0, 1500)],
      ['reinstated', reinstate(issuerKey, 0)],
      ['accredited', accredit({ ...grant, until: 3000 })],
    ] as const;
    for (const [kind, call] of calls) {
      await season.send(call);
      recorded.push({ kind, recordedAt: await anvil.now() });
    }
  });

  test('keeps what was undone, and nothing of other keys and stages', async () => {
    const history = await chainReader(anvil.url, season.deployment).accreditationHistory(key, 0);
    expect(history).toMatchObject(recorded);
    expect(history).toMatchObject([{ from: 1000, until: 2000 }, { at: 1500 }, {}, { from: 1000, until: 3000 }]);
  });

  test('is empty for a key that nobody accredited', async () => {
    await expect(chainReader(anvil.url, season.deployment).accreditationHistory(key, 3)).resolves.toEqual([]);
  });

  test('is put together from parts where the node gives no long ranges', async () => {
    const lengths: number[] = [];
    const refusal = '{"error":{"message":"range too large"}}';
    const narrow = lying((answer, question) => {
      const [, from = '', to = ''] = /"fromBlock":"(0x[0-9a-f]+)","toBlock":"(0x[0-9a-f]+)"/.exec(question) ?? [];
      lengths.push(Number(to) - Number(from));
      return Number(to) - Number(from) > 5 ? refusal : answer;
    });
    await expect(historyThrough(narrow)).resolves.toMatchObject(recorded);
    expect(lengths.filter((length) => length > 5).length).toBeGreaterThan(0);
    await expect(historyThrough(lying(() => refusal))).rejects.toThrow(/range too large/);
  });

  test('may be searched from a block on, and a block too late is noticed', async () => {
    const { deployment } = season;
    const from = (fromBlock: number) =>
      chainReader(anvil.url, { ...deployment, fromBlock }).accreditationHistory(key, 0);
    await expect(from(deployment.blockNumber)).resolves.toMatchObject(recorded);
    await expect(from((await anvil.provider.getBlockNumber()) + 1)).rejects.toThrow(/leaves out records/);
  });

  test('asks for block times where the logs carry none', async () => {
    const bare = lying((answer) => answer.replaceAll(/"blockTimestamp":"0x[0-9a-f]+",/g, ''));
    await expect(historyThrough(bare)).resolves.toMatchObject(recorded);
  });

  test('that does not add up to the present is refused', async () => {
    await expect(historyThrough(lying(() => '{"result":[]}'))).rejects.toThrow(/leaves out records/);
    await expect(historyThrough(lying(() => '{"result":[{}]}'))).rejects.toThrow(/without/);
    await expect(historyThrough(lying(() => '{"result":{}}'))).rejects.toThrow(/no list of logs/);
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
