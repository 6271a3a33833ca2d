import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hexToBytes, localSigner, sha256, signCheckpoint, type Signer } from '@fieldseal/provenance';
import { z } from 'zod';
import { documentOf, sampleEvent } from '../bench/support/sample-events.ts';
import { type BenchStack, startBenchStack } from '../bench/support/stack.ts';
import { auditOnce } from './support/auditor.ts';
import { forgedLog, servedLeaves } from './support/forged-log.ts';
import { flipped, lost, LyingProxy, onPath } from './support/lying-proxy.ts';
import { program } from './support/program.ts';
import { temporaryState } from './support/state.ts';

const LEAVES = 600;
const NOWHERE = 'http://127.0.0.1:9';

let stack: BenchStack;
let log: LyingProxy;
let chain: LyingProxy;
let memory: ReturnType<typeof temporaryState>;
let signer: Signer;
let captured = 0;

beforeAll(async () => {
  stack = await startBenchStack(() => undefined);
  log = await LyingProxy.before(stack.baseUrl);
  chain = await LyingProxy.before(stack.rpcUrl);
  signer = localSigner(hexToBytes(readFileSync(join(stack.stateDir, 'keys', 'log.key'), 'utf8').trim()));
  await append(LEAVES);
});

afterAll(async () => {
  await log.stop();
  await chain.stop();
  await stack.stop();
});

beforeEach(() => {
  memory = temporaryState('watch');
});

afterEach(() => {
  log.honest();
  chain.honest();
  memory.remove();
});

const digest = (text: string): Uint8Array => sha256(Buffer.from(text));

/** Captures events, each a leaf of the log, and waits until the checkpoint covers them. */
async function append(count: number): Promise<void> {
  const wanted = (await checkpoint()).size + count;
  for (const until = captured + count; captured < until;) {
    const batch = Math.min(300, until - captured);
    const events = Array.from({ length: batch }, (_, at) => sampleEvent(captured + at));
    const headers = { 'content-type': 'application/json', cookie: stack.cookie };
    const sent = { method: 'POST', headers, body: documentOf(events) };
    expect((await fetch(`${stack.baseUrl}/api/epcis/capture`, sent)).status).toBe(202);
    captured += batch;
  }
  while ((await checkpoint()).size < wanted) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function checkpoint(): Promise<{ origin: string; size: number; note: Uint8Array }> {
  const note = await (await fetch(`${stack.baseUrl}/log/checkpoint`)).text();
  const [origin = '', size = ''] = note.split('\n');
  return { origin, size: Number(size), note: Buffer.from(note) };
}

/** All leaves of the log but one, and five more. */
async function rewritten(): Promise<{ leaves: Uint8Array[]; origin: string }> {
  const { origin, size } = await checkpoint();
  const leaves = await servedLeaves(`${stack.baseUrl}/log`, size);
  const more = Array.from({ length: 5 }, (_, at) => digest(`more ${String(at)}`));
  return { origin, leaves: [...leaves.with(7, digest('another')), ...more] };
}

async function tellChain(method: string, ...params: unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(stack.rpcUrl, { method: 'POST', headers, body });
  return z.object({ result: z.unknown() }).parse(await response.json()).result;
}

const stateFile = (): string => join(memory.folder, 'seen.json');
const ends = (...more: string[]): string[] => ['--rpc', chain.url, '--log', log.url, '--state', stateFile(), ...more];

describe('an honest log', () => {
  test('is found whole and sealed, with what was not pinned named', async () => {
    const { exit, said } = await auditOnce(ends());
    expect(said.map(({ code }) => code)).toEqual(expect.arrayContaining(['key-not-pinned', 'contract-not-pinned']));
    expect(said.at(-1)).toMatchObject({
      code: 'all-well',
      detail: `${String(LEAVES)} leaves, ${String(LEAVES)} of them sealed`,
    });
    expect(exit).toBe(0);
    expect(statSync(stateFile()).mode & 0o777).toBe(0o600);
  });

  test('is followed from where the last run ended', async () => {
    await auditOnce(ends());
    await append(10);
    const asked: string[] = [];
    log.lie = (answer, { path }) => {
      asked.push(path);
      return answer;
    };
    const { exit, said } = await auditOnce(ends());
    expect(said).toMatchObject([{ code: 'all-well' }]);
    expect(exit).toBe(0);
    // New entries and one bundle that is looked at again: never the three that there are.
    const bundles = asked.filter((path) => path.startsWith('/log/tile/entries/'));
    expect(new Set(bundles).size).toBeLessThan(3);
  });

  test('needs no trust in its operator when key and contract are given', async () => {
    const { text, contract } = await named();
    const { exit, said } = await auditOnce(ends('--key', text, '--contract', contract));
    expect(said.map(({ code }) => code)).toEqual(['all-well']);
    expect(exit).toBe(0);
  });
});

const Chain = z.object({ sealLog: z.string() });

async function named(): Promise<{ text: string; contract: string }> {
  const text = (await (await fetch(`${stack.baseUrl}/log/key`)).text()).trim();
  const { sealLog } = Chain.parse(await (await fetch(`${stack.baseUrl}/api/chain`)).json());
  return { text, contract: sealLog };
}

describe('a log that lies', () => {
  test.each([
    ['a changed tile', () => onPath('/log/tile/0/000', flipped), 'tile-tampered'],
    ['a tile of another length', () => onPath('/log/tile/0/001', (body) => body.slice(1)), 'tile-tampered'],
    ['a changed tile above', () => onPath('/log/tile/1/000.p/2', flipped), 'tile-tampered'],
    ['a changed entry', () => onPath('/log/tile/entries/000', (body) => flipped(body, 40)), 'entry-tampered'],
    ['a lost tile', () => lost('/log/tile/0/001'), 'tile-missing'],
    ['lost entries', () => lost('/log/tile/entries/001'), 'tile-missing'],
    ['no checkpoint', () => onPath('/log/checkpoint', () => Buffer.from('<html>')), 'checkpoint-malformed'],
    ['a broken signature', () => onPath('/log/checkpoint', brokenSignature), 'signature-wrong'],
    ['a changed size under the signature', () => onPath('/log/checkpoint', changedSize), 'signature-wrong'],
  ])('with %s is caught by one who sees it for the first time', async (_, lie, code) => {
    log.lie = lie();
    const { exit, alarms } = await auditOnce(ends());
    expect(alarms).toEqual([code]);
    expect(exit).toBe(1);
  });

  test('about its past is caught afterwards', async () => {
    await auditOnce(ends());
    log.lie = (answer, { path }) =>
      path.startsWith('/log/tile/1/') ? { ...answer, body: answer.body.map((byte) => byte ^ 1) } : answer;
    expect(await auditOnce(ends())).toMatchObject({ exit: 1, alarms: ['tile-tampered'] });
    log.lie = (answer, { path }) =>
      path.startsWith('/log/tile/entries/') ? { ...answer, body: flipped(answer.body, 2) } : answer;
    expect(await auditOnce(ends())).toMatchObject({ exit: 1, alarms: ['entry-tampered'] });
  });

  test('with a checkpoint of another key is caught', async () => {
    const { origin, size } = await checkpoint();
    const other = localSigner(digest('another key'));
    const note = await signCheckpoint({ origin, size, root: digest('another tree') }, other);
    await auditOnce(ends());
    log.lie = onPath('/log/checkpoint', () => Buffer.from(note));
    expect(await auditOnce(ends())).toMatchObject({ exit: 1, alarms: ['signature-missing'] });
  });

  test('with a truly signed head of another tree is caught', async () => {
    const { origin, size } = await checkpoint();
    const note = await signCheckpoint({ origin, size, root: digest('another tree') }, signer);
    log.lie = onPath('/log/checkpoint', () => Buffer.from(note));
    expect(await auditOnce(ends())).toMatchObject({ exit: 1, alarms: ['log-forked'] });
  });

  test('with a rewritten history is caught, and both signed heads are kept as proof', async () => {
    await auditOnce(ends());
    const { note } = await checkpoint();
    const { leaves, origin } = await rewritten();
    log.lie = await forgedLog(leaves, origin, signer);
    const { exit, alarms, said } = await auditOnce(ends());
    expect(alarms).toEqual(['log-forked']);
    expect(said[0]?.evidence?.[0]).toBe(Buffer.from(note).toString());
    expect(said[0]?.evidence?.[1]).toContain(`\n${String(leaves.length)}\n`);
    expect(exit).toBe(1);
  });

  test('with a rewritten history is caught by the chain, even at first sight', async () => {
    const { leaves, origin } = await rewritten();
    log.lie = await forgedLog(leaves, origin, signer);
    const { exit, alarms } = await auditOnce(ends('--max-delay', '1'));
    expect(alarms).toContain('head-differs');
    expect(exit).toBe(1);
    log.honest();
    // Nothing of the forged one was taken for right.
    expect(await auditOnce(ends())).toMatchObject({ exit: 0, alarms: [] });
  });

  test('by showing an old head is caught: by memory, and by the chain', async () => {
    const { note } = await checkpoint();
    await append(3);
    await auditOnce(ends());
    log.lie = onPath('/log/checkpoint', () => note);
    expect((await auditOnce(ends())).alarms).toEqual(['log-truncated']);
    const newcomer = ['--rpc', chain.url, '--log', log.url, '--state', join(memory.folder, 'newcomer.json')];
    expect(await auditOnce(newcomer)).toMatchObject({ exit: 1, alarms: ['log-behind-chain'] });
  });
});

function brokenSignature(note: Uint8Array): Uint8Array {
  const text = Buffer.from(note).toString();
  const at = text.length - 20;
  return Buffer.from(`${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`);
}

function changedSize(note: Uint8Array): Uint8Array {
  return Buffer.from(
    Buffer.from(note)
      .toString()
      .replace(/\n(\d+)\n/, (_, size: string) => `\n${String(Number(size) + 1)}\n`),
  );
}

describe('a chain', () => {
  /** Changes what the node answers to calls of the contract: 32 bytes root and 32 bytes time. */
  const wrongRoot = (body: Uint8Array): Uint8Array =>
    Buffer.from(
      Buffer.from(body)
        .toString()
        .replace(/"result":"0x[0-9a-f]{4}([0-9a-f]{124})"/, '"result":"0xabcd$1"'),
    );

  test('that lies about one head contradicts itself', async () => {
    chain.lie = (answer, { body }) =>
      body.includes('eth_call') ? { ...answer, body: wrongRoot(answer.body) } : answer;
    expect(await auditOnce(ends())).toMatchObject({ exit: 1, alarms: ['chain-contradicts-itself'] });
  });

  test('of which one node lies is caught by another', async () => {
    const block = /"hash":"0x[0-9a-f]{4}/;
    chain.lie = (answer, { body }) =>
      body.includes('eth_getBlockByNumber')
        ? { ...answer, body: Buffer.from(Buffer.from(answer.body).toString().replace(block, '"hash":"0xabcd')) }
        : answer;
    const { exit, alarms } = await auditOnce(ends('--rpc', stack.rpcUrl));
    expect(alarms).toEqual(['chains-disagree']);
    expect(exit).toBe(1);
  });

  test('that stops sealing is noticed after the delay, and not before', async () => {
    await auditOnce(ends());
    await tellChain('evm_setAutomine', false);
    try {
      await append(2);
      const { exit, alarms, said } = await auditOnce(ends('--max-delay', '1'));
      expect(said.find(({ code }) => code === 'all-well')?.detail).toMatch(/the others wait/);
      expect(alarms).toEqual(['seal-delayed']);
      expect(exit).toBe(1);
    } finally {
      await tellChain('evm_setAutomine', true);
      await tellChain('evm_mine');
    }
    expect(await auditOnce(ends())).toMatchObject({ exit: 0, alarms: [] });
  });

  test('that lost blocks is read again', async () => {
    const snapshot = await tellChain('evm_snapshot');
    // The same transaction in the same second would make the very same block again.
    await tellChain('evm_increaseTime', 30);
    await append(2);
    await auditOnce(ends());
    await tellChain('evm_revert', snapshot);
    const codes = (await auditOnce(ends())).said.map(({ code }) => code);
    expect(codes).toContain('chain-reorganised');
    let last = await auditOnce(ends());
    for (let attempt = 0; attempt < 20 && last.exit !== 0; attempt += 1) last = await auditOnce(ends());
    expect(last).toMatchObject({ exit: 0, alarms: [] });
  });

  test('that is another one is noticed', async () => {
    await auditOnce(ends());
    chain.lie = (answer, { body }) =>
      body.includes('eth_chainId')
        ? { ...answer, body: Buffer.from('{"jsonrpc":"2.0","id":1,"result":"0x1"}') }
        : answer;
    expect(await auditOnce(ends())).toMatchObject({ exit: 1, alarms: ['chain-different'] });
  });
});

describe('ends that do not answer', () => {
  test('are shouted, the log', async () => {
    const args = ['--rpc', chain.url, '--log', NOWHERE, '--state', stateFile()];
    expect(await auditOnce(args)).toMatchObject({ exit: 1, alarms: ['log-unreachable'] });
  });

  test('are shouted, the chain', async () => {
    const args = ['--rpc', NOWHERE, '--log', log.url, '--state', stateFile()];
    expect(await auditOnce(args)).toMatchObject({ exit: 1, alarms: ['chain-unreachable'] });
  });

  test('are shouted by one who follows, who goes on and says when it is over', async () => {
    const auditor = program('src/watch.ts', ends('--every', '0.2'));
    await auditor.until('all-well');
    log.lie = onPath('/log/checkpoint', brokenSignature);
    await auditor.until('!!! ALARM signature-wrong');
    log.honest();
    await auditor.until('alarm-ended');
    auditor.signal('SIGTERM');
    await auditor.ended;
    expect(auditor.said()).toContain('检查点的签名不正确');
  });
});

describe('the command', () => {
  test.each([
    ['without a chain', ['--log', NOWHERE], 'npm run watch'],
    ['with something that is no address', ['--rpc', 'chain', '--log', NOWHERE], 'no http(s) address'],
    ['with something that is no key', ['--rpc', NOWHERE, '--log', NOWHERE, '--key', 'key'], '--key'],
    ['with an unknown word', ['--rpc', NOWHERE, '--log', NOWHERE, '--twice'], 'npm run watch'],
  ])('says what it wants %s', async (_, args, words) => {
    const auditor = program('src/watch.ts', args);
    expect(await auditor.ended).toBe(2);
    expect(auditor.said()).toContain(words);
  });

  test('does not begin anew by itself when its memory is damaged', async () => {
    await auditOnce(ends());
    writeFileSync(stateFile(), readFileSync(stateFile(), 'utf8').slice(0, -20));
    const auditor = program('src/watch.ts', ends('--once'));
    expect(await auditor.ended).toBe(2);
    expect(auditor.said()).toContain('not a whole memory');
  });
});
