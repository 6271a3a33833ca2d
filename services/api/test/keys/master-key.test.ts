import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { changeMasterKey } from '../../src/platform/change-master-key.ts';
import { databaseOptions } from '../../src/platform/database.ts';
import { SECRET_COLUMNS } from '../../src/platform/secret-columns.ts';
import { Secrets } from '../../src/platform/secrets.ts';
import { TestApplication } from '../support/application.ts';
import { accepted } from '../support/client.ts';
import { harvest, identify, press } from '../support/custody.ts';
import { accredit, type Cast, createCast, prepareGarden } from '../support/season.ts';
import { bundleOf, verify } from '../support/verifier.ts';

describe('change of the master key', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;
  let dataSource: DataSource;
  const path = (name: string): string => join(application.config.keysDir, name);
  const key = (): Promise<string> => readFile(path('master.key'), 'utf8');

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
    await accepted(cast.administrator.post(`/api/organisations/${cast.ids.farm}/keys/rotate`));
    const cake = await press(cast, await harvest(cast, plotId));
    await identify(cast, cake, 1);
    dataSource = await new DataSource({ ...databaseOptions(application.config), migrationsRun: false }).initialize();
  });

  afterAll(async () => {
    await dataSource.destroy();
    await application.stop();
  });

  const change = () => changeMasterKey(dataSource, new Secrets(application.config));
  const stillWorks = async (seed: number): Promise<void> => {
    const cake = await press(cast, await harvest(cast, plotId));
    await identify(cast, cake, seed);
    const report = await verify(application, await bundleOf(application, cake, 2));
    expect(report.failure).toBeUndefined();
  };

  test('every column of secrets in the schema is known to it', async () => {
    const rows: { place: string }[] = await dataSource.query(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = 'public' AND data_type = 'bytea'
         AND (column_name ~ 'secret' OR (table_name, column_name) IN (('fingerprint', 'template'), ('fingerprint', 'salt')))`,
    );
    const known = SECRET_COLUMNS.map(({ table, column }) => `${table}.${column}`);
    expect(rows.map(({ place }) => place).sort()).toEqual(known.sort());
  });

  test('every secret moves to the new key while the services run, and everything still signs', async () => {
    const old = await key();
    const done = await change();
    expect(done.map(({ seen, renewed }) => seen === renewed)).toEqual(SECRET_COLUMNS.map(() => true));
    expect(done.filter(({ seen }) => seen > 0).map(({ place }) => place)).toEqual([
      'organisation.issuer_secret',
      'organisation.account_secret',
      'former_key.issuer_secret',
      'fingerprint.template',
      'fingerprint.salt',
    ]);
    expect(await key()).not.toBe(old);
    expect(await readFile(path('master.previous.key'), 'utf8')).toBe(old);
    expect(existsSync(path('master.next.key'))).toBe(false);
    await stillWorks(2);
    await rm(path('master.previous.key'));
    await application.restart();
    await stillWorks(3);
  });

  test('killed half-way it is taken up with the same new key', async () => {
    const secrets = new Secrets(application.config);
    secrets.beginChange();
    const next = await readFile(path('master.next.key'), 'utf8');
    await stillWorks(4);
    await application.restart();
    await stillWorks(5);
    await change();
    expect(await key()).toBe(next);
    await application.restart();
    await stillWorks(6);
  });

  test('killed between the last two steps it finishes the second time', async () => {
    new Secrets(application.config).beginChange();
    await change();
    await copyFile(path('master.key'), path('master.next.key'));
    const done = await change();
    expect(done.every(({ renewed }) => renewed === 0)).toBe(true);
    expect(existsSync(path('master.next.key'))).toBe(false);
    await stillWorks(7);
  });

  test('what nobody can decrypt stops it before the old key goes', async () => {
    const [row]: { id: string; account_secret: Buffer }[] = await dataSource.query(
      "SELECT id, account_secret FROM organisation WHERE kind = 'insurer'",
    );
    const spoil = (secret: Buffer): Promise<unknown> =>
      dataSource.query('UPDATE organisation SET account_secret = $1 WHERE id = $2', [secret, row?.id]);
    const before = await key();
    await spoil(randomBytes(60));
    await expect(change()).rejects.toThrow('A secret was changed, or belongs to another purpose or master key.');
    expect(await key()).toBe(before);
    await stillWorks(8);
    await spoil(row?.account_secret ?? Buffer.alloc(0));
    await change();
    await stillWorks(9);
  });
});
