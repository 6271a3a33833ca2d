import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { chainReader } from '@fieldseal/contracts/reader';
import { verifyBundle } from '@fieldseal/provenance';
import { readJson } from '../src/engines/files.ts';
import { notedPid } from '../src/engines/stale.ts';
import { ANY_PORTS } from '../src/ports.ts';
import { Balance, Board, ChainInfo, Readings } from '../src/season/answers.ts';
import { SeasonContext } from '../src/season/context.ts';
import { CAKE_GTIN } from '../src/season/field.ts';
import { isPlayed, seasonFile, seasonOptions } from '../src/season/once.ts';
import { type Stack, startStack } from '../src/stack.ts';
import { pidFile } from '../src/state-folder.ts';
import { type Program, program } from './support/program.ts';
import { temporaryState } from './support/state.ts';

/** Other moments by FIELDSEAL_TEST_SEED; the same seed gives the same ones. */
const SEED = Number(process.env.FIELDSEAL_TEST_SEED ?? 11);
const random = generator(SEED);
const VICTIMS = ['services', 'chain', 'database'] as const;

const state = temporaryState('kill');
const acknowledgedFile = join(state.folder, 'acknowledged.jsonl');
let stack: Stack | undefined;

let held = false;

afterAll(async () => {
  await stack?.stop();
  if (held) state.remove();
  else process.stderr.write(`The state of the failed run stays in ${state.folder}\n`);
}, 60_000);

test(`kill -9 at any moment loses nothing that was acknowledged and repeats nothing (seed ${String(SEED)})`, async () => {
  await untilSupervisorIsKilled();
  await untilPlayed(4);
  const said: string[] = [];
  stack = await startStack({
    stateDir: state.folder,
    ports: ANY_PORTS,
    host: '127.0.0.1',
    say: (text) => said.push(text),
  });
  const season = new SeasonContext(seasonOptions(stack, (text) => said.push(text)));
  await expectAcknowledgedThingsExist(season);
  await expectNothingTwice(season);
  await expectCertificatesVerify(season, stack.rpcUrl);
  await season.options.photos.close();
  held = true;
}, 480_000);

/** First start: services, chain and database are killed while the season plays, then the supervisor itself. */
async function untilSupervisorIsKilled(): Promise<void> {
  const play = program('test/support/play.ts', [state.folder, acknowledgedFile]);
  await play.until('STARTED');
  for (const victim of shuffled(VICTIMS)) await killAfter(victim, 1_000, 5_000);
  await pause(between(1_000, 8_000));
  play.signal('SIGKILL');
  expect(await play.ended).toBe('SIGKILL');
  expect(timesHurt(play)).toBeGreaterThanOrEqual(VICTIMS.length);
}

/** Second start: goes on with the season, is hurt again, and plays it to the end. */
async function untilPlayed(kills: number): Promise<void> {
  const play = program('test/support/play.ts', [state.folder, acknowledgedFile]);
  await play.until('STARTED');
  for (let i = 0; i < kills; i += 1) {
    const [victim = 'services'] = shuffled(VICTIMS);
    await killAfter(victim, 2_000, 8_000);
  }
  const code = await play.ended;
  if (code !== 0) throw new Error(`The season did not come to its end:\n${play.said()}`);
  expect(isPlayed(state.folder)).toBe(true);
  expect(timesHurt(play)).toBeGreaterThan(0);
}

/** How often the supervisor noticed a child that was killed. */
function timesHurt(play: Program): number {
  return play.said().split('ended (SIGKILL), starting it again').length - 1;
}

async function killAfter(victim: (typeof VICTIMS)[number], leastMs: number, mostMs: number): Promise<void> {
  await pause(between(leastMs, mostMs));
  const pid = notedPid(pidFile(state.folder, victim));
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

const Acknowledged = z.object({
  path: z.string(),
  key: z.string(),
  answer: z.record(z.string(), z.unknown()).nullable(),
});
const Ids = z.object({ id: z.string() });

function acknowledged(): z.infer<typeof Acknowledged>[] {
  const lines = readFileSync(acknowledgedFile, 'utf8').trim().split('\n');
  return lines.map((line) => Acknowledged.parse(JSON.parse(line)));
}

/** Every id that a client was given, in whichever start, is found again by reading; and each request got one id. */
async function expectAcknowledgedThingsExist(season: SeasonContext): Promise<void> {
  const places = [
    { path: '/organisations', read: '/organisations', list: 'organisations', as: await season.administrator() },
    { path: '/plots', read: '/plots', list: 'plots', as: await season.as('farmer') },
    { path: '/harvests', read: '/harvests', list: 'harvests', as: await season.as('farmer') },
    { path: '/pressings', read: '/pressings', list: 'pressings', as: await season.as('processor') },
    { path: '/sensors', read: '/sensors', list: 'sensors', as: await season.as('keeper') },
    { path: '/receipts', read: '/receipts', list: 'receipts', as: await season.as('keeper') },
    { path: '/accreditations', read: '/accreditations', list: 'accreditations', as: await season.as('regulator') },
    { path: '/cover/policies', read: '/cover/policies', list: 'policies', as: await season.as('farmer') },
    { path: '/cover/series', read: '/cover/series', list: 'series', as: await season.as('insurer') },
  ];
  const given = acknowledged();
  for (const { path, read, list, as } of places) {
    const answers = given.filter((one) => one.path === path);
    const ids = new Map(answers.map(({ key, answer }) => [key, Ids.parse(answer).id]));
    const stored = z.record(z.string(), z.unknown()).parse(await as.get(read, z.unknown()));
    const storedIds = z
      .array(Ids)
      .parse(stored[list])
      .map(({ id }) => id);
    const ofSeason = list === 'organisations' ? storedIds.filter((id) => [...ids.values()].includes(id)) : storedIds;
    expect({ path, ids: ofSeason.toSorted() }).toEqual({ path, ids: [...ids.values()].toSorted() });
    for (const { key, answer } of answers) expect(Ids.parse(answer).id).toBe(ids.get(key));
  }
}

const Certificates = z.object({ certificates: z.array(z.object({ id: z.string(), stage: z.string() })) });
const Sensors = z.object({ sensors: z.array(z.object({ id: z.string() })) });

async function expectNothingTwice(season: SeasonContext): Promise<void> {
  const { certificates } = await (await season.as('regulator')).get('/certificates', Certificates);
  const perStage = Object.groupBy(certificates, ({ stage }) => stage);
  const counts = Object.fromEntries(Object.entries(perStage).map(([stage, list]) => [stage, list?.length]));
  expect(counts).toEqual({ birth: 2, conformity: 2, identity: 3, residence: 3, graduation: 3 });

  const keeper = await season.as('keeper');
  const [sensor] = (await keeper.get('/sensors', Sensors)).sensors;
  const { readings } = await keeper.get(`/sensors/${sensor?.id ?? ''}/readings?limit=1000`, Readings);
  expect(readings).toHaveLength(24);

  const { series } = await (await season.as('insurer')).get('/cover/board', Board);
  const paid = series.flatMap(({ policies }) => policies.map((policy) => BigInt(policy.paid ?? '0')));
  expect(paid.toSorted()).toEqual([0n, 35_727_250_000n]);
  const { balance } = await (await season.as('farmer')).get('/cover/balance', Balance);
  expect(balance).toBe(String(20_000_000_000n - 2n * 4_000_000_000n + 35_727_250_000n));
}

async function expectCertificatesVerify(season: SeasonContext, rpcUrl: string): Promise<void> {
  const shopper = season.anybody();
  const trust = await shopper.get('/chain', ChainInfo);
  const { items } = Played.parse(readJson(seasonFile(state.folder)));
  expect(items).toHaveLength(3);
  for (const { serial } of items) {
    const bytes = await shopper.bytes(`/items/${CAKE_GTIN}/${serial}/bundle`);
    const report = await verifyBundle(bytes, chainReader(rpcUrl, trust), { trust });
    expect(report.failure).toBeUndefined();
    expect(report.certificates.map(({ type }) => type)).toContain('GraduationCertificate');
  }
}

const Played = z.object({ items: z.array(z.object({ serial: z.string() })) });

function between(least: number, most: number): number {
  return least + random() * (most - least);
}

function shuffled<T>(values: readonly T[]): T[] {
  return values
    .map((value) => ({ value, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ value }) => value);
}

/** Mulberry32: a small generator whose sequence depends on the seed alone. */
function generator(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
