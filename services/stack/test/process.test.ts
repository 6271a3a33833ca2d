import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { isAlive } from '../src/engines/probes.ts';
import { type ChildSpec, Supervised } from '../src/engines/process.ts';
import { notedPid, stopStale } from '../src/engines/stale.ts';
import { temporaryState } from './support/state.ts';

const state = temporaryState('process');
const said: string[] = [];
const started: Supervised[] = [];

function child(script: string, changes: Partial<ChildSpec> = {}): Supervised {
  const spec: ChildSpec = {
    name: 'child',
    command: process.execPath,
    args: ['-e', script],
    logFile: join(state.folder, 'logs', 'child.log'),
    pidFile: join(state.folder, 'run', 'child.json'),
    stopSignal: 'SIGTERM',
    stopMs: 2_000,
    readyMs: 5_000,
    isReady: () => Promise.resolve(true),
    ...changes,
  };
  const supervised = new Supervised(spec, (text) => said.push(text));
  started.push(supervised);
  return supervised;
}

const STAYS = 'setInterval(() => {}, 1000)';

afterEach(async () => {
  await Promise.all(started.splice(0).map((supervised) => supervised.stop()));
  said.length = 0;
});

afterAll(() => {
  state.remove();
});

describe('a supervised child', () => {
  test('that cannot be found is told with the place of its log', async () => {
    await expect(child('', { command: '/no/such/program' }).start()).rejects.toThrow(
      /ended while starting.*child\.log/,
    );
  });

  test('that ends while starting is told with how it ended', async () => {
    const never = { isReady: () => Promise.resolve(false) };
    await expect(child('process.exit(7)', never).start()).rejects.toThrow(/exit code 7/);
  });

  test('that is not ready in time is ended', async () => {
    const slow = child(STAYS, { readyMs: 300, isReady: () => Promise.resolve(false) });
    await expect(slow.start()).rejects.toThrow(/not ready within 0.3 s/);
    expect(isAlive(slow.pid ?? 0)).toBe(false);
  });

  test('is started again when it is killed', async () => {
    const supervised = child(STAYS);
    await supervised.start();
    const first = supervised.pid ?? 0;
    process.kill(first, 'SIGKILL');
    while (supervised.restarts === 0 || supervised.pid === first) await pause(20);
    expect(said[0]).toBe('child ended (SIGKILL), starting it again');
    expect(isAlive(supervised.pid ?? 0)).toBe(true);
  });

  test('stays down when it is stopped', async () => {
    const supervised = child(STAYS);
    await supervised.start();
    const pid = supervised.pid ?? 0;
    await supervised.stop();
    await pause(300);
    expect(isAlive(pid)).toBe(false);
    expect(supervised.restarts).toBe(0);
  });

  test('that ignores the polite signal is killed', async () => {
    const stubborn = child(`process.on('SIGTERM', () => {}); ${STAYS}`, { stopMs: 300 });
    await stubborn.start();
    await pause(200);
    await stubborn.stop();
    expect(isAlive(stubborn.pid ?? 0)).toBe(false);
  });

  test('left behind by a killed supervisor is found and stopped, a stranger of the same number is not', async () => {
    const supervised = child(STAYS);
    await supervised.start();
    const { pidFile } = supervised.spec;
    expect(notedPid(pidFile)).toBe(supervised.pid);
    const stopping = stopStale(pidFile, 'SIGTERM');
    supervised.kill();
    expect(await stopping).toBe(true);
    expect(notedPid(pidFile)).toBeUndefined();
  });
});
