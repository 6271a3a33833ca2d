import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { chainNode } from '../src/watch/chain-node.ts';
import { delayFinding, stillWaiting } from '../src/watch/delay.ts';
import { FINDINGS } from '../src/watch/findings.ts';
import { followChain } from '../src/watch/follow-chain.ts';
import { Reporter } from '../src/watch/reporter.ts';

const SECOND = 1000;

describe('leaves that wait for their seal', () => {
  test('wait from when they were first seen, and the oldest counts', () => {
    const first = stillWaiting([], 10, 0, 0);
    const second = stillWaiting(first, 15, 0, 30 * SECOND);
    expect(second).toEqual([
      { size: 10, since: 0 },
      { size: 15, since: 30 * SECOND },
    ]);
    expect(delayFinding(second, 60, 60 * SECOND)).toEqual([]);
    expect(delayFinding(second, 60, 61 * SECOND)).toMatchObject([{ code: 'seal-delayed' }]);
    const third = stillWaiting(second, 15, 10, 61 * SECOND);
    expect(third).toEqual([{ size: 15, since: 30 * SECOND }]);
    expect(delayFinding(third, 60, 61 * SECOND)).toEqual([]);
  });

  test('wait no more once all is sealed, and a size is remembered once', () => {
    const once = stillWaiting(stillWaiting([], 10, 0, 0), 10, 0, SECOND);
    expect(once).toEqual([{ size: 10, since: 0 }]);
    expect(stillWaiting(once, 10, 10, 2 * SECOND)).toEqual([]);
  });

  test('are remembered within bounds, however long nothing is sealed', () => {
    let waiting: ReturnType<typeof stillWaiting> = [];
    for (let size = 1; size < 3000; size += 1) waiting = stillWaiting(waiting, size, 0, size);
    expect(waiting).toHaveLength(1000);
    expect(waiting[0]).toEqual({ size: 1, since: 1 });
  });
});

describe('what the auditor says', () => {
  const said: string[] = [];
  const codes = (): string[] => said.splice(0).map((line) => /"code":"([a-z-]+)"/.exec(line)?.[1] ?? line);

  test('is said once, a lasting alarm every minute, and its end', () => {
    const reporter = new Reporter(true, (line) => said.push(line));
    const alarm = [{ code: 'tile-missing', detail: 'tile/0/000' }] as const;
    reporter.report([], undefined, 0);
    expect(codes()).toEqual([]);
    reporter.report(alarm, undefined, SECOND);
    reporter.report(alarm, undefined, 30 * SECOND);
    expect(codes()).toEqual(['tile-missing']);
    reporter.report([...alarm, { code: 'log-forked' }], undefined, 61 * SECOND);
    expect(codes()).toEqual(['tile-missing', 'log-forked']);
    reporter.report(alarm, undefined, 62 * SECOND);
    expect(codes()).toEqual([]);
    reporter.report([], undefined, 63 * SECOND);
    expect(codes()).toEqual(['alarm-ended']);
  });

  test('has words in both languages, with contradicting checkpoints as evidence', () => {
    new Reporter(false, (line) => said.push(line)).report(
      [{ code: 'log-forked', detail: 'at 5', evidence: ['one\n1\n', 'two\n2\n'] }],
      undefined,
      0,
    );
    const [line = ''] = said.splice(0);
    expect(line).toContain('!!! ALARM log-forked');
    expect(line).toContain(FINDINGS['log-forked'].en);
    expect(line).toContain(FINDINGS['log-forked'].zh);
    expect(line.split('\n').slice(1)).toEqual(['    | one', '    | 1', '    | two', '    | 2']);
  });
});

test('a node that takes a question and never answers is out of reach, not waited for', async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined).resume()).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const address = silent.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  try {
    const node = chainNode(`http://127.0.0.1:${String(address.port)}`, `0x${'0'.repeat(40)}`, 50);
    await expect(followChain([node], {})).rejects.toMatchObject({ finding: { code: 'chain-unreachable' } });
  } finally {
    silent.close();
  }
}, 5000);
