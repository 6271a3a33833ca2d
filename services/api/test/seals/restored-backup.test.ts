import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { LogStanding } from '../../src/seals/log-standing.service.ts';
import { TestApplication } from '../support/application.ts';
import { eventually } from '../support/season.ts';
import { Auditor, connect, digests, leave } from './support.ts';

let application: TestApplication;
let auditor: Auditor;

beforeAll(async () => {
  application = await TestApplication.start();
  auditor = Auditor.of(application);
});

afterAll(async () => {
  for (const name of ['older', 'newer']) await administer(`DROP DATABASE IF EXISTS ${own()}_${name} WITH (FORCE)`);
  await application.stop();
});

const own = (): string => new URL(application.config.databaseUrl).pathname.slice(1);

async function administer(statement: string): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  await client.query(statement);
  await client.end();
}

const backUp = (name: string): Promise<void> => administer(`CREATE DATABASE ${own()}_${name} TEMPLATE ${own()}`);

async function restore(name: string): Promise<void> {
  await administer(`DROP DATABASE ${own()} WITH (FORCE)`);
  await administer(`CREATE DATABASE ${own()} TEMPLATE ${own()}_${name}`);
}

async function leaveSome(count: number): Promise<void> {
  const database = await connect(application);
  await leave(database, digests(count));
  await database.end();
}

const sealed = (size: number): Promise<number> =>
  eventually(async () => {
    const newest = (await application.visitor().get('/api/seals')).body.list('seals')[0]?.number('treeSize') ?? 0;
    return newest >= size ? newest : undefined;
  }, `a seal of ${size} leaves`);

/** Long enough for several turns of the worker, which looks once a second. */
const turns = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3500));

const transactions = async (): Promise<number> => {
  const { body } = await application.visitor().get('/api/chain');
  const logs = await application.chain.call('eth_getLogs', [{ address: body.text('sealLog'), fromBlock: '0x0' }]);
  return Array.isArray(logs) ? logs.length : 0;
};

describe('after an older backup of the database', () => {
  test('the log that is behind the chain says so, is not ready, and neither appends nor seals', async () => {
    await leaveSome(3);
    await sealed(3);
    await application.restart(() => backUp('older'));
    await leaveSome(4);
    await sealed(7);
    const before = { checkpoint: await auditor.checkpoint(), seals: await transactions() };
    await application.restart(async () => {
      await backUp('newer');
      await restore('older');
    });

    await leaveSome(9);
    await turns();
    const ready = await application.visitor().get('/api/health/ready');
    expect(ready.status).toBe(503);
    expect(ready.body.text('detail')).toContain('the chain holds 7 documents, the seal log of this database only 3');
    expect(await application.app.get(LogStanding).fault()).toContain('an older backup was restored');
    expect((await auditor.checkpoint()).size).toBe(3);
    expect(await transactions()).toBe(before.seals);
  }, 60_000);

  test('the newer backup puts everything right', async () => {
    await application.restart(() => restore('newer'));
    await leaveSome(2);
    await sealed(9);
    expect((await application.visitor().get('/api/health/ready')).status).toBe(200);
    expect((await auditor.checkpoint()).size).toBe(9);
  }, 60_000);

  test('another log of the same size is a fork, and said to be one', async () => {
    const flipFirstByte = async (): Promise<void> => {
      const database = await connect(application);
      await database.query(
        'UPDATE seal_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE level = 0 AND tile_index = 0',
      );
      await database.end();
    };
    await application.restart(flipFirstByte);
    await leaveSome(1);
    await turns();
    expect(await application.app.get(LogStanding).fault()).toContain('differ in their first 9 documents');
    expect((await application.visitor().get('/api/health/ready')).status).toBe(503);
    expect((await auditor.checkpoint()).size).toBe(9);
    await application.restart(flipFirstByte);
    await sealed(10);
  }, 60_000);

  test('what was published but not sealed yet is remembered beside the keys, though the chain knows nothing of it', async () => {
    const snapshot = await application.chain.call('evm_snapshot');
    await application.restart(async () => {
      await administer(`DROP DATABASE ${own()}_older`);
      await backUp('older');
    });
    await leaveSome(5);
    await sealed(15);
    await application.restart(async () => {
      await restore('older');
      await application.chain.call('evm_revert', [snapshot]);
    });
    await leaveSome(1);
    await turns();
    const { status, body } = await application.visitor().get('/api/health/ready');
    expect(status).toBe(503);
    expect(body.text('detail')).toContain('the checkpoint beside the keys holds 15 documents');
    expect((await auditor.checkpoint()).size).toBe(10);
  }, 60_000);
});
