import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { id, Wallet } from 'ethers';
import { deploy, type UnsignedCall } from '../client/index.ts';
import { richKey, startAnvil, type Anvil } from './support/anvil.ts';
import { BigTree } from './support/merkle.ts';
import { everyRole, Season } from './support/season.ts';

const snapshot = new URL('../snapshots/gas.json', import.meta.url);
const policies = 100;

let anvil: Anvil;
let season: Season;

beforeAll(async () => {
  anvil = await startAnvil('--timestamp', '1800000000');
  const operator = new Wallet(richKey);
  const recordDir = await mkdtemp(join(tmpdir(), 'deployments-'));
  const deployment = await deploy(anvil.provider, operator, { recordDir, roles: everyRole(operator.address) });
  season = new Season(anvil, operator, deployment);
  await season.fundPool();
  await season.registerReporters();
});
afterAll(() => anvil.stop());

const numbersOf = (value: unknown): Record<string, number> =>
  Object.fromEntries(Object.entries(value ?? {}).map(([name, gas]) => [name, Number(gas)]));

const gasOf = async (call: UnsignedCall): Promise<number> => Number((await season.send(call)).gasUsed);

const sealGas = async (): Promise<Record<string, number>> => {
  const gas: Record<string, number> = {};
  const tree = new BigTree(1_000_000);
  let from = 0;
  for (const size of [900, 1000, 999_000, 1_000_000]) {
    const used = await gasOf(season.calls.sealLog.seal({ size, root: tree.root(size), proof: tree.proof(from, size) }));
    if (size === 1000) gas['seal to 1e3'] = used;
    if (size === 1_000_000) gas['seal to 1e6'] = used;
    from = size;
  }
  return gas;
};

const coverGas = async (): Promise<Record<string, number>> => {
  const { calls } = season;
  const { seriesId, terms } = await season.openSeries('gas');
  const purchases: number[] = [];
  for (let n = 0; n <= policies; n += 1) {
    const purchase = await season.signedPurchase(seriesId, new Wallet(id(`farmer ${String(n)}`)), `plot ${String(n)}`);
    purchases.push(await gasOf(calls.cropCover.purchase(purchase)));
  }
  const proposed = await season.decide(seriesId, terms.roundKey, [72_489n, 72_492n, 72_490n, 72_491n]);
  const settle = await gasOf(calls.cropCover.settle(seriesId));
  const payOne = await gasOf(calls.cropCover.pay(seriesId, [1]));
  const batch = await gasOf(
    calls.cropCover.pay(
      seriesId,
      Array.from({ length: policies }, (_, n) => n + 2),
    ),
  );
  return {
    purchase: purchases[policies / 2] ?? 0,
    'propose 4 observations': Number(proposed.gasUsed),
    settle,
    'pay 1': payOne,
    'pay 100, per policy': Math.round(batch / policies),
  };
};

/** Signatures and hashes have zero bytes here and there, which are cheaper: the snapshot allows 1 %. */
test('gas is as in the committed snapshot', async () => {
  const measured = { ...(await sealGas()), ...(await coverGas()) };
  if (process.env.UPDATE_GAS === '1') await writeFile(snapshot, `${JSON.stringify(measured, undefined, 2)}\n`);
  const committed = numbersOf(JSON.parse(await readFile(snapshot, 'utf8')));
  expect(Object.keys(committed)).toEqual(Object.keys(measured));
  const drifted = Object.entries(measured).filter(([name, gas]) => Math.abs(gas - (committed[name] ?? 0)) > gas / 100);
  expect(drifted).toEqual([]);
});
