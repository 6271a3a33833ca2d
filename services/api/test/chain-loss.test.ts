import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { id } from 'ethers';
import { TestApplication } from './support/application.ts';
import { harvest } from './support/custody.ts';
import { accredit, type Cast, createCast, eventually, prepareGarden } from './support/season.ts';

/** A chain that loses blocks (restored backup, reorganisation, killed between two writes of its state). */
describe('chain loss', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
  });

  afterAll(async () => {
    await application.stop();
  });

  const seals = async () => (await application.visitor().get('/api/seals')).body.list('seals');
  const sealed = (size: number): Promise<number> =>
    eventually(async () => {
      const newest = (await seals())[0]?.number('treeSize') ?? 0;
      return newest >= size ? newest : undefined;
    }, `a seal of ${size} documents`);
  const rootOnChain = async (size: number): Promise<string> => {
    const { body } = await application.visitor().get('/api/chain');
    const data = `0x${id('rootAt(uint64)').slice(2, 10)}${size.toString(16).padStart(64, '0')}`;
    return String(await application.chain.call('eth_call', [{ to: body.text('sealLog'), data }, 'latest'])).slice(
      2,
      66,
    );
  };

  test('what was sealed after the last good block is sealed again, and new documents follow', async () => {
    await harvest(cast, plotId);
    await sealed(2);
    const snapshot = await application.chain.call('evm_snapshot');
    await harvest(cast, plotId);
    const size = await sealed(4);
    const root = (await seals())[0]?.text('root');
    expect(await rootOnChain(size)).toBe(root);

    await application.chain.call('evm_revert', [snapshot]);
    expect(await rootOnChain(size)).not.toBe(root);
    await eventually(async () => ((await rootOnChain(size)) === root ? true : undefined), 'sealing again');

    await harvest(cast, plotId);
    const next = await sealed(size + 2);
    expect(await rootOnChain(next)).toBe((await seals())[0]?.text('root'));
  });

  test('nothing is sent twice: each accreditation and each seal is one transaction', async () => {
    const { body } = await cast.people.regulator.get('/api/accreditations');
    const hashes = body.list('accreditations').map((accreditation) => accreditation.at('transaction').text('hash'));
    expect(new Set(hashes).size).toBe(hashes.length);
    const statuses = body.list('accreditations').map((accreditation) => accreditation.at('transaction').text('status'));
    expect(new Set(statuses)).toEqual(new Set(['mined']));
  });
});
