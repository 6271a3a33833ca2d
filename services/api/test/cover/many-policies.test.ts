import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ChainTransaction } from '../../src/chain/chain-transaction.entity.ts';
import { UnitOfWork } from '../../src/platform/unit-of-work.ts';
import { TestApplication } from '../support/application.ts';
import { type Cast, createCast, eventually } from '../support/season.ts';
import {
  balanceOf,
  fund,
  openSeries,
  overRound,
  reaches,
  registerReporters,
  seriesOnBoard,
  shortTerms,
  type TestReporter,
  TOKEN,
} from '../support/weather.ts';

/** One more than a transaction pays. */
const POLICIES = 101;
const SUM_INSURED = 100n * TOKEN;
const SALES_SECONDS = 45;

describe('a farm with many plots', () => {
  let application: TestApplication;
  let cast: Cast;
  let reporters: TestReporter[];
  let series: string;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await fund(cast);
    reporters = await registerReporters(cast);
    series = await openSeries(cast.people.insurer, shortTerms('dryYear'), SALES_SECONDS);
  });

  afterAll(() => application.stop());

  test('buys cover for all of them at once', async () => {
    for (let i = 0; i < POLICIES; i++) {
      const lon = 100 + i / 100;
      const ring = [
        [lon, 24],
        [lon + 0.001, 24],
        [lon, 24.001],
        [lon, 24],
      ];
      const plot = {
        name: String(i),
        crop: 'tea',
        cultivar: '云抗10号',
        polygon: { type: 'Polygon', coordinates: [ring] },
      };
      const plotId = (await cast.people.farm.post('/api/plots', plot)).body.text('id');
      const order = { seriesId: series, plotId, sumInsured: String(SUM_INSURED) };
      expect((await cast.people.farm.post('/api/cover/policies', order)).status).toBe(201);
    }
    const active = await eventually(async () => {
      const { policies } = await seriesOnBoard(cast.people.insurer, series);
      return policies.every(({ status }) => status === 'active') ? policies.length : undefined;
    }, 'all policies became active');
    expect(active).toBe(POLICIES);
  });

  test('and gets the money of all of them, in two transactions', async () => {
    const round = await overRound(application.visitor(), 'dryYear');
    const before = await balanceOf(cast.people.farm);
    for (const reporter of reporters) {
      const body = await reporter.observation(round, 5_000);
      await application.visitor().post(`/api/oracle/rounds/${round.roundKey}/observations`, body);
    }
    const { policies } = await reaches(cast.people.insurer, series, 'settled');
    expect(new Set(policies.map(({ paid }) => paid))).toEqual(new Set([String(SUM_INSURED)]));
    expect(await balanceOf(cast.people.farm)).toBe(before + BigInt(POLICIES) * SUM_INSURED);
    const payments = application.app.get(UnitOfWork).repository(ChainTransaction).createQueryBuilder('t');
    expect(await payments.where("t.purpose LIKE 'pay holders of %' AND t.status = 'mined'").getCount()).toBe(2);
  });
});
