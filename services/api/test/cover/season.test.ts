import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CoverWorker } from '../../src/cover/cover.worker.ts';
import { ChainTransaction } from '../../src/chain/chain-transaction.entity.ts';
import { UnitOfWork } from '../../src/platform/unit-of-work.ts';
import { TestApplication } from '../support/application.ts';
import { type Cast, createCast, eventually, prepareGarden } from '../support/season.ts';
import {
  balanceOf,
  buy,
  fund,
  openSeries,
  type OpenRound,
  overRound,
  reaches,
  registerReporters,
  seriesOnBoard,
  shortTerms,
  type TestReporter,
  TOKEN,
} from '../support/weather.ts';

const SALES_SECONDS = 12;
/** 20.7 mm between trigger 60 and exit 5: (60 - 20.7) / 55, rounded down to basis points. */
const DRY_MILLI = 20_700;
const DRY_BPS = 7145;
const SUM_INSURED = 50_000n * TOKEN;
const DRY_PAYOUT = (SUM_INSURED * 714_545n) / 1_000_000n;
const PREMIUM = (SUM_INSURED * 8n) / 100n;

describe('a dry and a wet season', () => {
  let application: TestApplication;
  let cast: Cast;
  let reporters: TestReporter[];
  let plotId: string;
  let dry: string;
  let wet: string;
  let dryRound: OpenRound;
  let atWork = true;
  let restless: Promise<void>[];

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    plotId = await prepareGarden(cast);
    await fund(cast);
    reporters = await registerReporters(cast);
    dry = await openSeries(cast.people.insurer, shortTerms('dryYear'), SALES_SECONDS);
    wet = await openSeries(cast.people.insurer, shortTerms('wetYear'), SALES_SECONDS);
    workRestlessly();
  });

  /** As if several processes worked, each killed and started at any moment: what is done, is done once all the same. */
  function workRestlessly(): void {
    const worker = application.app.get(CoverWorker);
    restless = Array.from({ length: 3 }, async (_, i) => {
      while (atWork) {
        await pause(90 + 40 * i);
        await worker.work();
      }
    });
  }

  async function rest(): Promise<void> {
    atWork = false;
    await Promise.all(restless);
  }

  afterAll(async () => {
    await rest();
    await application.stop();
  });

  const journalled = (purpose: string): Promise<number> =>
    application.app
      .get(UnitOfWork)
      .repository(ChainTransaction)
      .createQueryBuilder('t')
      .where('t.purpose LIKE :purpose', { purpose })
      .getCount();

  test('the farm buys cover for its plot in both years', async () => {
    const [inDry, inWet] = [await buy(cast.people.farm, dry, plotId), await buy(cast.people.farm, wet, plotId)];
    expect([inDry.status, inWet.status]).toEqual([201, 201]);
    expect(inDry.body.text('premium')).toBe(String(PREMIUM));
    for (const id of [dry, wet]) {
      await eventually(async () => {
        const { policies } = await seriesOnBoard(cast.people.insurer, id);
        return policies[0]?.status === 'active' ? true : undefined;
      }, 'the policy became active');
    }
    expect(await balanceOf(cast.people.farm)).toBe(20_000n * TOKEN - 2n * PREMIUM);
    expect((await seriesOnBoard(cast.people.insurer, dry)).policies[0]?.number).toMatch(/^\d+-00001$/);
  });

  test('a second cover of the same plot in the same season is refused', async () => {
    const { status, body } = await buy(cast.people.farm, dry, plotId);
    expect(status).toBe(409);
    expect(body.text('code')).toBe('conflict');
  });

  test('another farm or nobody cannot buy for the plot', async () => {
    const order = { seriesId: dry, plotId, sumInsured: '1000000' };
    expect((await cast.people.insurer.post('/api/cover/policies', order)).status).toBe(403);
    expect((await application.visitor().post('/api/cover/policies', order)).status).toBe(401);
  });

  test('more than the cap is refused', async () => {
    const shifted = {
      type: 'Polygon',
      coordinates: [
        [
          [101, 24],
          [101.001, 24],
          [101, 24.001],
          [101, 24],
        ],
      ],
    };
    const plot = await cast.people.farm.post('/api/plots', {
      name: '西坡',
      crop: 'tea',
      cultivar: '云抗10号',
      polygon: shifted,
    });
    const order = { seriesId: dry, plotId: plot.body.text('id'), sumInsured: String(150_001n * TOKEN) };
    expect((await cast.people.farm.post('/api/cover/policies', order)).status).toBe(409);
  });

  test('an observation of a stranger, with a forged signature, of another source or of a wrong day is refused', async () => {
    dryRound = await overRound(application.visitor(), 'dryYear');
    const path = `/api/oracle/rounds/${dryRound.roundKey}/observations`;
    const [first, second] = reporters;
    if (first === undefined || second === undefined) throw new Error('no reporters');
    const good = await first.observation(dryRound, DRY_MILLI);
    const refused = async (body: object): Promise<number> => (await application.visitor().post(path, body)).status;
    expect(await refused({ ...good, reporter: '0x00000000000000000000000000000000000000aa' })).toBe(403);
    expect(await refused(await first.observation(dryRound, DRY_MILLI, second.wallet))).toBe(403);
    expect(await refused({ ...good, valueMilli: '1' })).toBe(403);
    expect(await refused({ ...good, sourceId: `0x${'11'.repeat(32)}` })).toBe(403);
    expect(await refused({ ...good, observedAt: good.observedAt - 1 })).toBe(400);
    expect(await refused({ ...good, missingDays: 4 })).toBe(400);
    expect(await refused({ ...good, surplus: true })).toBe(400);
  });

  test('progress is kept by day, and only of registered reporters with their own signature', async () => {
    const path = `/api/oracle/rounds/${dryRound.roundKey}/progress`;
    const [first, second] = reporters;
    if (first === undefined || second === undefined) throw new Error('no reporters');
    const put = async (body: object): Promise<number> =>
      (await application.visitor().send('PUT', path, JSON.stringify(body), { 'content-type': 'application/json' }))
        .status;
    expect(await put(await first.progress(dryRound, '2015-05-01', 100))).toBe(204);
    expect(await put(await first.progress(dryRound, '2015-05-05', DRY_MILLI))).toBe(204);
    expect(await put(await first.progress(dryRound, '2015-05-03', 900, second.wallet))).toBe(403);
    expect(await put(await first.progress(dryRound, '2015-05-06', 900))).toBe(400);
    const { index } = await seriesOnBoard(cast.people.insurer, dry);
    expect(index.curve).toEqual([
      { date: '2015-05-01', valueMilli: 100 },
      { date: '2015-05-05', valueMilli: DRY_MILLI },
    ]);
    expect(index.reporters.filter(({ throughDate }) => throughDate === '2015-05-05')).toHaveLength(1);
  });

  test('the same answer again is acknowledged, another one refused', async () => {
    const path = `/api/oracle/rounds/${dryRound.roundKey}/observations`;
    const [first] = reporters;
    if (first === undefined) throw new Error('no reporters');
    const good = await first.observation(dryRound, DRY_MILLI);
    const visitor = application.visitor();
    expect((await visitor.post(path, good)).status).toBe(201);
    expect((await visitor.post(path, good)).status).toBe(201);
    expect((await visitor.post(path, await first.observation(dryRound, DRY_MILLI + 1))).status).toBe(409);
  });

  test('the dry year pays without anybody claiming', async () => {
    const before = await balanceOf(cast.people.farm);
    for (const [i, reporter] of reporters.entries()) {
      if (i === 0) continue;
      const body = await reporter.observation(dryRound, DRY_MILLI + (i === 3 ? 2000 : 0));
      expect(
        (await application.visitor().post(`/api/oracle/rounds/${dryRound.roundKey}/observations`, body)).status,
      ).toBe(201);
    }
    const seen = await reaches(cast.people.insurer, dry, 'settled');
    expect(seen).toMatchObject({ payoutBps: DRY_BPS, premiums: String(PREMIUM) });
    expect(seen.index.medianMilli).toBe(String(DRY_MILLI));
    expect(seen.policies[0]).toMatchObject({ status: 'paid', paid: String(DRY_PAYOUT) });
    expect(seen.policies[0]?.transaction).toMatch(/^0x[0-9a-f]{64}$/);
    expect(seen.secondsFromFinalToPaid).toBeLessThan(5);
    expect(await balanceOf(cast.people.farm)).toBe(before + DRY_PAYOUT);
    const { body } = await cast.people.farm.get('/api/cover/policies');
    expect(
      body
        .list('policies')
        .map((policy) => policy.text('status'))
        .toSorted(),
    ).toContain('paid');
  });

  test('the wet year pays nothing, on the quorum of three', async () => {
    const round = await overRound(application.visitor(), 'wetYear');
    const before = await balanceOf(cast.people.farm);
    for (const reporter of reporters.slice(0, 3)) {
      const body = await reporter.observation(round, 127_300);
      expect((await application.visitor().post(`/api/oracle/rounds/${round.roundKey}/observations`, body)).status).toBe(
        201,
      );
    }
    const seen = await reaches(cast.people.insurer, wet, 'settled');
    expect(seen.payoutBps).toBe(0);
    expect(seen.policies[0]?.status).toBe('expired');
    expect(seen.secondsFromFinalToPaid).toBeUndefined();
    expect(await balanceOf(cast.people.farm)).toBe(before);
  });

  test('looking again and again does nothing twice', async () => {
    const worker = application.app.get(CoverWorker);
    await rest();
    await Promise.all([worker.work(), worker.work()]);
    for (const kind of ['end sales of', 'bring the observations of', 'make the index final of', 'settle'])
      expect(await journalled(`${kind} %Year`)).toBe(2);
    expect(await journalled('pay holders of %')).toBe(1);
    expect(await journalled('buy cover %')).toBe(2);
    expect(await journalled('grant insurer %')).toBe(1);
  });

  test('the board shows the pool whole again, and only to those it is for', async () => {
    const assets = await eventually(async () => {
      const pool = (await cast.people.regulator.get('/api/cover/board')).body.at('pool');
      return pool.text('locked') === '0' ? pool.text('assets') : undefined;
    }, 'the capital became free');
    expect(assets).toBe(String(500_000n * TOKEN + 2n * PREMIUM - DRY_PAYOUT));
    expect((await cast.people.farm.get('/api/cover/board')).status).toBe(403);
  });
});
