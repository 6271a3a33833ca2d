import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { type Cast, createCast, eventually, prepareGarden } from '../support/season.ts';
import {
  balanceOf,
  buy,
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

const SALES_SECONDS = 4;

describe('reporters that contradict one another', () => {
  let application: TestApplication;
  let cast: Cast;
  let reporters: TestReporter[];
  let plotId: string;
  let series: string;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    plotId = await prepareGarden(cast);
    await fund(cast);
    reporters = await registerReporters(cast);
    series = await openSeries(cast.people.insurer, shortTerms('dryYear'), SALES_SECONDS);
    await buy(cast.people.farm, series, plotId);
  });

  afterAll(() => application.stop());

  test('a spread above the tolerance makes the round contested and pays nobody', async () => {
    const round = await overRound(application.visitor(), 'dryYear');
    for (const [i, reporter] of reporters.entries()) {
      const body = await reporter.observation(round, 20_000 + i * 2_000);
      await application.visitor().post(`/api/oracle/rounds/${round.roundKey}/observations`, body);
    }
    const { policies, payoutBps } = await reaches(cast.people.insurer, series, 'contested');
    expect(policies[0]?.status).toBe('active');
    expect(payoutBps).toBeUndefined();
  });

  test('when the deadline passes, premiums go back and capital is free', async () => {
    await application.chain.call('evm_increaseTime', [7200]);
    await application.chain.call('evm_mine');
    const { payoutBps, policies } = await reaches(cast.people.insurer, series, 'refunded');
    expect(payoutBps).toBeUndefined();
    expect(policies[0]?.status).toBe('refunded');
    expect(await balanceOf(cast.people.farm)).toBe(20_000n * TOKEN);
    await eventually(async () => {
      const { body } = await cast.people.insurer.get('/api/cover/board');
      return body.at('pool').text('locked') === '0' ? true : undefined;
    }, 'the capital became free');
  });

  test('the plot may be insured again afterwards', async () => {
    const again = await openSeries(cast.people.insurer, shortTerms('dryYear', 'again'), 8000);
    expect((await buy(cast.people.farm, again, plotId)).status).toBe(201);
    await eventually(async () => {
      const seen = await seriesOnBoard(cast.people.insurer, again);
      return seen.policies[0]?.status === 'active' ? true : undefined;
    }, 'the new policy became active');
  });

  test('a series whose sales are over sells nothing', async () => {
    expect((await buy(cast.people.farm, series, plotId)).status).toBe(409);
  });
});
