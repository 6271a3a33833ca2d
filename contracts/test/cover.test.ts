import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { id, Wallet } from 'ethers';
import { deploy, paymentLogs, policyPurchasedLogs, premiumFor, roundLogs, seriesSettledLogs } from '../client/index.ts';
import { richKey, startAnvil, type Anvil } from './support/anvil.ts';
import { capital, everyRole, premiumRate, Season, sumInsured, underwriter } from './support/season.ts';

let anvil: Anvil;
let season: Season;
const premium = premiumFor(sumInsured, premiumRate);

beforeAll(async () => {
  anvil = await startAnvil();
  const operator = new Wallet(richKey);
  const recordDir = await mkdtemp(join(tmpdir(), 'deployments-'));
  const deployment = await deploy(anvil.provider, operator, { recordDir, roles: everyRole(operator.address) });
  season = new Season(anvil, operator, deployment);
  await season.fundPool();
  await season.registerReporters();
});
afterAll(() => anvil.stop());

describe('a season of drought', () => {
  const farmer = new Wallet(id('dry farmer'));

  test('cover is bought with signatures alone and pays by itself', async () => {
    const { deployment, calls, read } = season;
    const { seriesId, terms } = await season.openSeries('drought');
    expect(await read.seriesState(seriesId)).toBe('open');
    expect((await read.series(seriesId)).terms).toEqual(terms);

    const bought = await season.send(calls.cropCover.purchase(await season.signedPurchase(seriesId, farmer, 'plot')));
    const [sale] = policyPurchasedLogs(deployment, bought.logs);
    expect(sale).toMatchObject({ seriesId, policyId: 1, holder: farmer.address, sumInsured, premium });
    expect(await read.poolTotals()).toMatchObject({ assets: capital, locked: sumInsured, seriesAtRisk: 0 });
    expect(await read.plotCover(sale?.plotKey ?? '', terms.perilSeason)).toBe(seriesId);
    expect(await read.isNonceUsed(underwriter.address, 0n)).toBe(true);

    const proposed = await season.decide(seriesId, terms.roundKey, [72_489n, 72_492n, 72_490n, 72_491n]);
    expect(roundLogs(deployment, proposed.logs)).toMatchObject([{ kind: 'proposed', valueMilli: 72_490n }]);
    expect(await read.round(terms.roundKey)).toMatchObject({
      status: 'final',
      valueMilli: 72_490n,
      missingDays: 3,
      observations: 4,
    });
    expect((await read.poolTotals()).seriesAtRisk).toBe(1);

    const settled = await season.send(calls.cropCover.settle(seriesId));
    const factor = await read.payoutFactor(seriesId, 72_490n);
    expect(factor).toBe(Math.floor(((101_488 - 72_490) * 1_000_000) / (101_488 - 43_492)));
    const payout = (sumInsured * BigInt(factor)) / 1_000_000n;
    expect(seriesSettledLogs(deployment, settled.logs)).toEqual([
      { seriesId, outcome: 'final', valueMilli: 72_490n, payoutFactor: factor, reserved: payout },
    ]);
    expect(await read.policy(seriesId, 1)).toMatchObject({ status: 'active', amountDue: payout });

    const paid = await season.send(calls.cropCover.pay(seriesId, [1]));
    expect(paymentLogs(deployment, paid.logs)).toEqual([
      { kind: 'paid', seriesId, policyId: 1, holder: farmer.address, amount: payout },
    ]);
    expect(await read.balanceOf(farmer.address)).toBe(payout);
    expect(await read.policy(seriesId, 1)).toMatchObject({ status: 'paid' });
    expect(await read.seriesState(seriesId)).toBe('swept');
    expect(await read.poolTotals()).toMatchObject({ assets: capital + premium - payout, locked: 0n, seriesAtRisk: 0 });
  });

  test('a second payment of the same policy sends nothing', async () => {
    const before = await season.read.balanceOf(farmer.address);
    const again = await season.send(season.calls.cropCover.pay(id('series drought'), [1, 1]));
    expect(paymentLogs(season.deployment, again.logs)).toEqual([]);
    expect(await season.read.balanceOf(farmer.address)).toBe(before);
  });

  test('a plot cannot be insured twice against the same peril', async () => {
    const { seriesId } = await season.openSeries('double');
    await season.send(season.calls.cropCover.purchase(await season.signedPurchase(seriesId, farmer, 'plot')));
    const second = season.calls.cropCover.purchase(await season.signedPurchase(seriesId, farmer, 'plot'));
    await expect(season.send(second)).rejects.toThrow(/plot already insured/);
  });
});

describe('a wet season', () => {
  test('nothing is due and all capital is free again', async () => {
    const { calls, read } = season;
    const before = await read.poolTotals();
    const { seriesId, terms } = await season.openSeries('wet');
    const farmer = new Wallet(id('wet farmer'));
    await season.send(calls.cropCover.purchase(await season.signedPurchase(seriesId, farmer, 'wet plot')));
    await season.decide(seriesId, terms.roundKey, [300_000n, 301_000n, 302_000n]);
    await season.send(calls.cropCover.settle(seriesId));
    expect(await read.seriesState(seriesId)).toBe('swept');
    expect(await read.policy(seriesId, 1)).toMatchObject({ status: 'lapsed', amountDue: 0n });
    expect(await read.poolTotals()).toMatchObject({ assets: before.assets + premium, locked: before.locked });
    await expect(season.send(calls.cropCover.pay(seriesId, [1]))).rejects.toThrow(/nothing due/);
  });
});

describe('a silent oracle', () => {
  test('premiums are refunded and capital is freed', async () => {
    const { deployment, calls, read } = season;
    const before = await read.poolTotals();
    const { seriesId } = await season.openSeries('silent');
    const farmer = new Wallet(id('silent farmer'));
    await season.send(calls.cropCover.purchase(await season.signedPurchase(seriesId, farmer, 'silent plot')));
    await anvil.warp(1001);
    await season.send(calls.coverSeries.close(seriesId));
    await expect(season.send(calls.cropCover.settle(seriesId))).rejects.toThrow(/round undecided/);
    await anvil.warp(2001);
    expect(await read.seriesState(seriesId)).toBe('expired');
    await season.send(calls.cropCover.settle(seriesId));
    const refunded = await season.send(calls.cropCover.pay(seriesId, [1]));
    expect(paymentLogs(deployment, refunded.logs)).toMatchObject([{ kind: 'refunded', amount: premium }]);
    expect(await read.balanceOf(farmer.address)).toBe(premium);
    expect(await read.policy(seriesId, 1)).toMatchObject({ status: 'refunded' });
    expect(await read.poolTotals()).toEqual(before);
  });
});

describe('a contested round', () => {
  test('the arbiter ends it with fresh observations only', async () => {
    const { calls, deployment, read } = season;
    const { seriesId, terms } = await season.openSeries('contested');
    await anvil.warp(2001);
    await season.send(calls.coverSeries.close(seriesId));
    const stale = await season.observe(terms.roundKey, [70_000n, 70_100n, 90_000n], await anvil.now());
    const proposed = await season.send(calls.oracle.propose(terms.roundKey, stale));
    expect(roundLogs(deployment, proposed.logs)).toMatchObject([{ kind: 'contested', spreadMilli: 20_000n }]);
    expect(await read.seriesState(seriesId)).toBe('contested');
    await anvil.warp(10);
    await expect(season.send(calls.oracle.resolve(terms.roundKey, stale))).rejects.toThrow(/observed at invalid/);
    const fresh = await season.observe(terms.roundKey, [70_000n, 70_100n, 70_050n], await anvil.now());
    await season.send(calls.oracle.resolve(terms.roundKey, fresh));
    expect(await read.round(terms.roundKey)).toMatchObject({ status: 'final', valueMilli: 70_050n });
  });
});
