import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { observationTypedData } from '@fieldseal/contracts';
import { Wallet, verifyTypedData } from 'ethers';
import { z } from 'zod';
import { apiClient } from '../../src/reporter/api-client.ts';
import { runReporter } from '../../src/reporter/reporter.ts';
import type { ReporterOptions } from '../../src/reporter/reporter.ts';
import { progressTypedData, sourceIdHash } from '../../src/reporter/signing.ts';
import { sampleSources } from '../../src/sample.ts';
import { csvSource } from '../../src/sources/csv-source.ts';
import { eventually } from '../support/eventually.ts';
import { MisbehavingApi } from '../support/misbehaving-api.ts';
import type { Fault } from '../support/misbehaving-api.ts';
import { DOMAIN, ROUND_KEY, servedRound } from '../support/rounds.ts';
import { dryYear } from '../support/terms.ts';

const observationBody = z.strictObject({
  reporter: z.string(),
  valueMilli: z.string().transform(BigInt),
  missingDays: z.number(),
  rawDataHash: z.string(),
  sourceId: z.string(),
  observedAt: z.number(),
  signature: z.string(),
});
const progressBody = z.strictObject({
  reporter: z.string(),
  throughDate: z.string(),
  valueMilli: z.string(),
  signature: z.string(),
});

const wallet = new Wallet(`0x${'11'.repeat(32)}`);
const [sample] = sampleSources();
if (sample === undefined) throw new Error('no sample source');
const source = csvSource(sample);

let api: MisbehavingApi;
let url: string;
let warnings: string[];
let stop: AbortController;
let running: Promise<void>;

beforeEach(async () => {
  api = new MisbehavingApi();
  url = await api.start();
  warnings = [];
  stop = new AbortController();
  running = Promise.resolve();
});

afterEach(async () => {
  stop.abort();
  await running;
  await api.stop();
});

function start(changes: Partial<ReporterOptions> = {}): void {
  const options: ReporterOptions = {
    wallet,
    source,
    api: apiClient(url, 150),
    log: (level, message, fields) => {
      if (level !== 'info') warnings.push(`${message}: ${JSON.stringify(fields)}`);
    },
    now: Date.now,
    random: () => 0,
    pollMs: 10,
    ...changes,
  };
  running = runReporter(options, stop.signal);
}

test('reports the final index once, signed by its key', async () => {
  api.rounds = [servedRound()];
  start();
  await eventually(() => api.observations().length > 0 && api.polls > 8);
  expect(api.observations()).toHaveLength(1);
  expect(api.progress()).toHaveLength(1);
  const [observation] = api.observations();
  const body = observationBody.parse(observation?.body);
  expect(observation?.path).toBe(`/oracle/rounds/${ROUND_KEY}/observations`);
  expect(body).toMatchObject({ valueMilli: 20_700n, missingDays: 0, sourceId: sourceIdHash(source.id) });
  expect(body.reporter).toBe(wallet.address);
  const { domain, types, value } = observationTypedData(
    { chainId: DOMAIN.chainId, oracle: DOMAIN.verifyingContract },
    { roundKey: ROUND_KEY, ...body },
  );
  expect(domain).toEqual(DOMAIN);
  expect(verifyTypedData(domain, types, value, body.signature)).toBe(wallet.address);
});

test('repeats the identical observation while the round stays open', async () => {
  let now = servedRound().finalAt + 60_000;
  api.rounds = [servedRound()];
  start({ now: () => now });
  await eventually(() => api.observations().length === 1 && api.polls > 3);
  expect(api.observations()).toHaveLength(1);
  now += 30_000;
  await eventually(() => api.observations().length === 2);
  expect(api.observations()[1]).toEqual(api.observations()[0]);
});

test('reports progress for each newly played day and nothing final before the end', async () => {
  const round = servedRound();
  let now = round.clock.startedAt + 10;
  api.rounds = [round];
  start({ now: () => now });
  await eventually(() => api.polls > 3);
  expect(api.received).toEqual([]);
  for (const day of [1, 2, 5]) {
    now = round.clock.startedAt + day * 400;
    await eventually(() => api.progress().at(-1)?.body.throughDate === `2015-05-0${String(day)}`);
  }
  expect(api.progress()).toHaveLength(3);
  expect(api.observations()).toEqual([]);
  const body = progressBody.parse(api.progress()[2]?.body);
  expect(body.reporter).toBe(wallet.address);
  const { domain, types, value } = progressTypedData(DOMAIN, { roundKey: ROUND_KEY, ...body });
  expect(verifyTypedData(domain, types, value, body.signature)).toBe(wallet.address);
});

describe('services that misbehave', () => {
  const everyFault: Fault[] = ['500', '404', 'hang', 'rubbish', 'close', 'half-body', 'huge'];

  test.each(everyFault)('%s on every route is survived', async (fault) => {
    api.rounds = [servedRound()];
    for (const method of ['GET', 'PUT', 'POST']) api.faults[method]?.push(fault, fault);
    start();
    await eventually(() => api.observations().length > 0);
    expect(api.observations()).toHaveLength(1);
    expect(api.met).toEqual(Array.from({ length: 6 }, () => fault));
    expect(warnings.length).toBeGreaterThan(2);
  });

  test('an answer of another shape is survived', async () => {
    api.rounds = [servedRound()];
    api.faults.GET?.push('wrong-shape');
    start();
    await eventually(() => api.observations().length === 1);
    expect(warnings[0]).toMatch(/did not answer with/);
  });

  test('being away and coming back on the same port is survived', async () => {
    const port = Number(new URL(url).port);
    await api.stop();
    start();
    await eventually(() => warnings.length >= 3);
    api = new MisbehavingApi();
    api.rounds = [servedRound()];
    await api.start(port);
    await eventually(() => api.observations().length === 1);
  });
});

describe('a round it will not serve', () => {
  test.each([
    ['unreadable', 'rubbish', /cannot be read/],
    ['with another hash', { ...servedRound(), termsHash: `0x${'00'.repeat(32)}` }, /the terms hash to/],
    [
      'with terms it does not know',
      { ...servedRound(), terms: { ...dryYear, schema: 'x' } },
      /the terms cannot be used/,
    ],
  ])('%s does not keep it from the others', async (_name, bad, reason) => {
    const other = `0x${'cd'.repeat(32)}`;
    const broken = typeof bad === 'string' ? bad : { ...bad, roundKey: other };
    api.rounds = [broken, servedRound()];
    start();
    await eventually(() => api.observations().length > 0 && api.polls > 5);
    expect(api.received.every(({ path }) => path.includes(ROUND_KEY))).toBe(true);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(reason);
  });

  test('of another contract than its own', async () => {
    api.rounds = [servedRound()];
    start({ oracleAddress: `0x${'99'.repeat(20)}` });
    await eventually(() => warnings.length > 0);
    expect(warnings[0]).toMatch(/this reporter signs for/);
    expect(api.received).toEqual([]);
  });
});

test('abstains when too many days are missing', async () => {
  api.rounds = [servedRound()];
  const empty = {
    ...source,
    daily: () => Promise.resolve({ from: '2015-05-01', length: 0, values: { precipitation: [] } }),
  };
  start({ source: empty });
  await eventually(() => warnings.length > 0 && api.polls > 4);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/abstained/);
  expect(api.received).toEqual([]);
});

test('a source that fails delays the round, then it is served', async () => {
  api.rounds = [servedRound()];
  let failures = 3;
  const flaky = {
    id: source.id,
    daily: (...args: Parameters<typeof source.daily>) =>
      failures-- > 0 ? Promise.reject(new Error('disk is away')) : source.daily(...args),
  };
  start({ source: flaky });
  await eventually(() => api.observations().length === 1);
  expect(warnings.join()).toMatch(/disk is away/);
});
