import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { id, Wallet } from 'ethers';
import {
  callsFor,
  deploy,
  isDeployed,
  readDeployment,
  readersFor,
  walletSender,
  writeDeployment,
} from '../client/index.ts';
import { deployerAddress } from '../client/create2.ts';
import { richKey, startAnvil, type Anvil } from './support/anvil.ts';
import { everyRole } from './support/season.ts';

let anvil: Anvil;
const operator = new Wallet(richKey);
const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'deployments-'));

afterEach(() => anvil.stop());

describe('deploy', () => {
  test('deploying again writes nothing and gives the same record', async () => {
    anvil = await startAnvil();
    const options = { recordDir: await newFolder(), roles: everyRole(operator.address) };
    const first = await deploy(anvil.provider, operator, options);
    const sent = await anvil.provider.getTransactionCount(operator.address);
    expect(await deploy(anvil.provider, operator, options)).toEqual(first);
    expect(await anvil.provider.getTransactionCount(operator.address)).toBe(sent);
    expect(await readDeployment(options.recordDir, 31337)).toEqual(first);
    expect(await readersFor(anvil.provider, first).hasRole('sealer', operator.address)).toBe(true);
    expect(await readersFor(anvil.provider, first).hasRole('cover', first.cropCover)).toBe(true);
  });

  test('administrators may grant roles, and naming them again writes nothing', async () => {
    anvil = await startAnvil();
    const keeper = new Wallet(id('keeper'));
    const options = { recordDir: await newFolder(), administrators: [keeper.address] };
    const deployment = await deploy(anvil.provider, operator, options);
    const sent = await anvil.provider.getTransactionCount(operator.address);
    await deploy(anvil.provider, operator, options);
    expect(await anvil.provider.getTransactionCount(operator.address)).toBe(sent);
    await anvil.provider.send('anvil_setBalance', [keeper.address, '0xde0b6b3a7640000']);
    const sender = walletSender(keeper.connect(anvil.provider), 'market');
    await sender.send(callsFor(deployment).accessManager.grantRole('minter', keeper.address));
    expect(await readersFor(anvil.provider, deployment).hasRole('minter', keeper.address)).toBe(true);
  });

  test('recorded contracts stay in use when the bytecode has changed since', async () => {
    anvil = await startAnvil();
    const recordDir = await newFolder();
    const first = await deploy(anvil.provider, operator, { recordDir });
    // Another contract at the recorded address stands for an older version of this one.
    const older = { ...first, token: first.sealLog };
    await writeDeployment(recordDir, older);
    expect(await deploy(anvil.provider, operator, { recordDir })).toEqual(older);
  });

  test('a chain that lost its blocks gets the same addresses', async () => {
    anvil = await startAnvil();
    const recordDir = await newFolder();
    const before: unknown = await anvil.provider.send('evm_snapshot', []);
    const first = await deploy(anvil.provider, operator, { recordDir });
    await anvil.provider.send('evm_revert', [before]);
    expect(await isDeployed(anvil.provider, first)).toBe(false);
    const second = await deploy(anvil.provider, operator, { recordDir });
    expect({ ...second, blockNumber: 0 }).toEqual({ ...first, blockNumber: 0 });
    expect(await isDeployed(anvil.provider, second)).toBe(true);
  });

  test('a deployment broken off after any transaction is completed', async () => {
    anvil = await startAnvil();
    const whole = await deploy(anvil.provider, operator, {
      recordDir: await newFolder(),
      roles: everyRole(operator.address),
    });
    const count = await anvil.provider.getTransactionCount(operator.address);
    await anvil.provider.send('anvil_rollback', [count]);
    for (let stop = 1; stop < count; stop += 9) {
      const recordDir = await newFolder();
      const start: unknown = await anvil.provider.send('evm_snapshot', []);
      await deploy(anvil.provider, operator, { recordDir, roles: everyRole(operator.address) });
      const done = await anvil.provider.getTransactionCount(operator.address);
      await anvil.provider.send('anvil_rollback', [done - stop]);
      const again = await deploy(anvil.provider, operator, { recordDir, roles: everyRole(operator.address) });
      expect({ ...again, blockNumber: 0 }).toEqual({ ...whole, blockNumber: 0 });
      expect(await readersFor(anvil.provider, again).hasRole('minter', operator.address)).toBe(true);
      await anvil.provider.send('evm_revert', [start]);
    }
  });

  test('a wallet without coins deploys where gas is free', async () => {
    anvil = await startAnvil('--base-fee', '0', '--gas-price', '0');
    const poor = new Wallet(id('poor deployer'));
    const deployment = await deploy(anvil.provider, poor, { recordDir: await newFolder(), fees: 'zero' });
    expect(await isDeployed(anvil.provider, deployment)).toBe(true);
  });

  test('the deterministic deployer is published where it is missing', async () => {
    anvil = await startAnvil('--disable-default-create2-deployer');
    expect(await anvil.provider.getCode(deployerAddress)).toBe('0x');
    const deployment = await deploy(anvil.provider, operator, { recordDir: await newFolder() });
    expect(await isDeployed(anvil.provider, deployment)).toBe(true);
  });

  test('another deployer than the recorded one is refused', async () => {
    anvil = await startAnvil();
    const recordDir = await newFolder();
    await deploy(anvil.provider, operator, { recordDir });
    await expect(deploy(anvil.provider, new Wallet(id('other')), { recordDir })).rejects.toThrow(/was deployed by/);
  });

  test('a record that is none is refused, not overwritten', async () => {
    anvil = await startAnvil();
    const recordDir = await newFolder();
    await writeFile(join(recordDir, '31337.json'), '{"chainId":31337}');
    await expect(deploy(anvil.provider, operator, { recordDir })).rejects.toThrow(/not a deployment record/);
    expect(await readFile(join(recordDir, '31337.json'), 'utf8')).toBe('{"chainId":31337}');
  });

  test('a stranger without the role is refused with its name', async () => {
    anvil = await startAnvil();
    const deployment = await deploy(anvil.provider, operator, { recordDir: await newFolder() });
    const sender = walletSender(operator.connect(anvil.provider), 'market');
    const call = callsFor(deployment).sealLog.seal({ size: 1, root: id('root'), proof: [] });
    await expect(sender.send(call)).rejects.toThrow(`access managed unauthorized (caller ${operator.address})`);
  });
});
