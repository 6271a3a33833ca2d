import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { sampleSources } from '../../src/sample.ts';
import { dryYear } from '../support/terms.ts';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('../../src/cli/index.ts', import.meta.url));
const shared = process.env.FIELDSEAL_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const weather = sampleSources()[0]?.file ?? '';

async function termsFile(document: unknown): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'oracle-cli-')), 'terms.json');
  await writeFile(file, JSON.stringify(document));
  return file;
}

async function index(...args: string[]) {
  return run(process.execPath, [cli, ...args], { env: { ...process.env, NODE_OPTIONS: '' } });
}

test('--json gives index and payout of every season', async () => {
  const { stdout } = await index('--terms', await termsFile(dryYear), '--weather', weather, '--json');
  const report = JSON.parse(stdout) as { seasons: unknown[] };
  expect(report.seasons).toHaveLength(4);
  expect(report.seasons[3]).toEqual({
    season: 2015,
    outcome: 'evaluated',
    phases: [{ name: 'shoot growth', indexMilli: 20_700, missingDays: 0, payout: 0.7145454545, payoutPpm: 714_545 }],
    payout: 0.7145454545,
    payoutPpm: 714_545,
  });
});

test('without --json it is a table for people', async () => {
  const { stdout } = await index('--terms', await termsFile(dryYear), '--weather', weather);
  expect(stdout).toContain('2015  shoot growth  index 20.700  missing 0  pays 0.7145454545\n');
});

test('says what is wrong and fails', async () => {
  const bad = await termsFile({ ...dryYear, phases: [] });
  await expect(index('--terms', bad, '--weather', weather)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/phases/),
  });
  await expect(index('--terms', bad)).rejects.toMatchObject({ stderr: expect.stringMatching(/usage: /) });
  const [several] = sampleSources().slice(1);
  await expect(index('--terms', await termsFile(dryYear), '--weather', several?.file ?? '')).rejects.toMatchObject({
    stderr: expect.stringMatching(/choose one/),
  });
});

const sharedSeries = join(shared, 'weather', 'series', 'seattle-weather.csv');
const whenShared = existsSync(sharedSeries) ? test : test.skip;

whenShared('the shared Seattle series gives the same seasons', async () => {
  const terms = await termsFile(dryYear);
  const ours = await index('--terms', terms, '--weather', weather, '--json');
  const theirs = await index('--terms', terms, '--weather', sharedSeries, '--json');
  expect(theirs.stdout).toBe(ours.stdout);
});
