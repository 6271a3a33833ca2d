import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reporterAddress } from '../../src/reporter/key.ts';
import { sampleSources } from '../../src/sample.ts';
import { eventually } from '../support/eventually.ts';
import { MisbehavingApi } from '../support/misbehaving-api.ts';
import { servedRound } from '../support/rounds.ts';

const main = fileURLToPath(new URL('../../src/reporter/main.ts', import.meta.url));
const api = new MisbehavingApi();
let url: string;
let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  url = await api.start();
  folder = await mkdtemp(join(tmpdir(), 'reporter-'));
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await api.stop();
});

function launch(changes: Record<string, string> = {}) {
  const child: ChildProcess = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      REPORTER_NAME: 'north',
      REPORTER_KEY_FILE: join(folder, 'key'),
      REPORTER_SOURCE: JSON.stringify(sampleSources()[1]),
      API_URL: url,
      HEALTH_FILE: join(folder, 'health.json'),
      ...changes,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const output = { text: '' };
  child.stdout?.on('data', (chunk: Buffer) => (output.text += chunk.toString('utf8')));
  return { child, output, exit: once(child, 'exit') };
}

test('a reporter that is killed and started again sends the identical observation', async () => {
  api.rounds = [servedRound()];
  const first = launch();
  await eventually(() => api.observations().length === 1, 20_000);
  first.child.kill('SIGKILL');
  await first.exit;

  const second = launch();
  await eventually(() => api.observations().length === 2, 20_000);
  expect(api.observations()[1]).toEqual(api.observations()[0]);

  await eventually(() => second.output.text.includes('"observed"'));
  second.child.kill('SIGTERM');
  expect(await second.exit).toEqual([0, null]);
  const lines = second.output.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({
    message: 'started',
    reporter: 'north',
    address: await reporterAddress(join(folder, 'key')),
  });
  expect(lines.at(-1)).toMatchObject({ message: 'stopped' });
  expect(JSON.parse(await readFile(join(folder, 'health.json'), 'utf8'))).toMatchObject({ rounds: 1 });
});

test('a wrong configuration ends it with one line that says why', async () => {
  const { exit, output } = launch({ API_URL: 'nowhere' });
  expect(await exit).toEqual([1, null]);
  expect(JSON.parse(output.text)).toMatchObject({ level: 'error', reason: expect.stringMatching(/API_URL/) });
});
