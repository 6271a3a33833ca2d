import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { callsFor } from '@fieldseal/contracts';
import { Wallet } from 'ethers';
import { ChainService } from '../../src/chain/chain.service.ts';
import { CoverSeries } from '../../src/cover/cover-series.entity.ts';
import { UnitOfWork } from '../../src/platform/unit-of-work.ts';
import { TestApplication } from '../support/application.ts';
import { type Cast, createCast, prepareGarden } from '../support/season.ts';
import {
  balanceOf,
  buy,
  fund,
  openSeries,
  overRound,
  reaches,
  registerReporters,
  shortTerms,
} from '../support/weather.ts';

const SALES_SECONDS = 4;

let application: TestApplication;
let cast: Cast;

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
});

afterAll(() => application.stop());

test('money that somebody else pushed is written down as paid, and not paid again', async () => {
  const plotId = await prepareGarden(cast);
  await fund(cast);
  const reporters = await registerReporters(cast);
  const id = await openSeries(cast.people.insurer, shortTerms('dryYear'), SALES_SECONDS);
  await buy(cast.people.farm, id, plotId);
  const round = await overRound(application.visitor(), 'dryYear');
  for (const reporter of reporters) {
    const body = await reporter.observation(round, 5_000);
    await application.visitor().post(`/api/oracle/rounds/${round.roundKey}/observations`, body);
  }
  await reaches(cast.people.insurer, id, 'proposed');
  const before = await balanceOf(cast.people.farm);
  await sendAsStranger(id);
  const { policies } = await reaches(cast.people.insurer, id, 'settled');
  const { status, paid } = policies[0] ?? {};
  expect(status).toBe('paid');
  expect(await balanceOf(cast.people.farm)).toBe(before + BigInt(paid ?? 0));
});

/** Finalizes, settles and pays in one block right after the window, from an account that nobody knows. */
async function sendAsStranger(id: string): Promise<void> {
  const { provider, deployment } = await application.app.get(ChainService).connect();
  const series = await application.app.get(UnitOfWork).repository(CoverSeries).findOneByOrFail({ id });
  const { oracle, cropCover } = callsFor(deployment);
  const calls = [
    oracle.finalize(series.roundKey),
    cropCover.settle(series.seriesKey),
    cropCover.pay(series.seriesKey, [1]),
  ];
  const stranger = new Wallet(Wallet.createRandom().privateKey, provider);
  await application.chain.call('evm_setAutomine', [false]);
  for (const [nonce, call] of calls.entries()) {
    await stranger.sendTransaction({ ...call, nonce, gasLimit: 1_000_000, type: 0, gasPrice: 0n });
  }
  await application.chain.call('evm_increaseTime', [3]);
  await application.chain.call('evm_mine');
  await application.chain.call('evm_setAutomine', [true]);
}
