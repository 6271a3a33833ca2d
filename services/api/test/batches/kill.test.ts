import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { TestApplication } from '../support/application.ts';
import { BlockedTable } from '../support/blocked-table.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { ApiProcess } from '../support/process.ts';
import { accredit, type Cast, createCast, eventually, prepareGarden } from '../support/season.ts';
import { harvestCsv, rowsOf, sendCsv, settled } from './support.ts';

const ROWS = 700;

/**
 * A batch from its upload to the log, with the services killed (`SIGKILL`) while they stand at one write. What was
 * answered is there afterwards and goes on by itself; no row is issued twice, and none is lost.
 */
describe('kill -9 between the upload and the log', () => {
  let application: TestApplication;
  let cast: Cast;
  let farm: TestClient;
  let services: ApiProcess | undefined;
  let database: Client;
  let restarted: Promise<void>;
  let finish = (): void => undefined;
  let sent = 0;

  const fresh = (): string => {
    const text = harvestCsv(ROWS, '东坡', sent);
    sent += ROWS;
    return text;
  };
  const count = async (sql: string, ...values: unknown[]): Promise<number> =>
    Number((await database.query<{ count: string }>(`SELECT count(*) ${sql}`, values)).rows[0]?.count);
  const certificates = (): Promise<number> => count("FROM certificate WHERE status = 'issued'");

  /** Kills the services when they stand at a write to `table`, and starts them again. */
  const killAt = async (blocked: BlockedTable): Promise<void> => {
    await blocked.reached();
    await services?.kill();
    await blocked.release();
    services = await ApiProcess.start(application.config);
  };

  /** Every row of the batch, and nothing else since, is certified, recorded and in the log, once. */
  const expectOnce = async (id: string, before: number): Promise<void> => {
    const done = await settled(farm, id);
    expect(done.value).toMatchObject({ state: 'done', counts: { total: ROWS, issued: ROWS, bad: 0, known: 0 } });
    expect(await certificates()).toBe(before + ROWS);
    expect(await count('FROM harvest')).toBe(before + ROWS);
    const named = (await rowsOf(farm, id)).flatMap((row) => row.list('certificateIds').map(({ value }) => value));
    expect(new Set(named).size).toBe(ROWS);
    expect(await count('FROM certificate WHERE id = ANY($1::uuid[])', named)).toBe(ROWS);
    await eventually(async () => ((await count('FROM pending_leaf')) === 0 ? true : undefined), 'the end of the queue');
    expect(await count('FROM (SELECT digest FROM seal_leaf GROUP BY digest HAVING count(*) > 1) AS twice')).toBe(0);
    expect(await count('FROM seal_leaf l JOIN certificate c ON c.digest = l.digest')).toBe(before + ROWS);
  };

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    await prepareGarden(cast);
    farm = cast.people.farm;
    database = new Client({ connectionString: application.config.databaseUrl });
    await database.connect();
    const isOver = new Promise<void>((resolve) => (finish = resolve));
    let begin = (): void => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    restarted = application.restart(() => {
      begin();
      return isOver;
    });
    await begun;
    services = await ApiProcess.start(application.config);
  });

  afterAll(async () => {
    await services?.kill();
    await database.end();
    finish();
    await restarted;
    await application.stop();
  });

  test('when its rows are being stored nothing is left behind, and sent again it is taken once', async () => {
    const before = await certificates();
    const text = fresh();
    const key = { 'idempotency-key': 'the very file' };
    const blocked = await BlockedTable.block(application.config.databaseUrl, 'batch_row');
    const answer = sendCsv(farm, 'kind=birth', text, key).then(
      ({ status }) => `answered with ${status}`,
      () => 'no answer',
    );
    await killAt(blocked);
    expect(await answer).toBe('no answer');
    expect(await count('FROM batch')).toBe(0);
    const { body } = await accepted(sendCsv(farm, 'kind=birth', text, key));
    expect((await accepted(sendCsv(farm, 'kind=birth', text, key))).body.text('id')).toBe(body.text('id'));
    await expectOnce(body.text('id'), before);
  });

  describe.each(['good-rows', 'all-or-none'])('of %s', (mode) => {
    test.each([
      ['events are stored', 'event'],
      ['certificates are stored', 'certificate'],
      ['certificates are stored and left for the log, and the harvests follow', 'harvest'],
      ['leaves get their places in the log', 'seal_leaf'],
    ])('when %s, it goes on by itself and certifies every row once', async (_moment, table) => {
      const before = await certificates();
      const blocked = await BlockedTable.block(application.config.databaseUrl, table);
      const { body } = await accepted(sendCsv(farm, `kind=birth&mode=${mode}`, fresh()));
      await killAt(blocked);
      await expectOnce(body.text('id'), before);
    });
  });

  test('when it is half issued, the half stays and the other half follows', async () => {
    const before = await certificates();
    const { body } = await accepted(sendCsv(farm, 'kind=birth&mode=good-rows', fresh()));
    await eventually(async () => ((await certificates()) > before ? true : undefined), 'the first rows');
    await services?.kill();
    services = await ApiProcess.start(application.config);
    await expectOnce(body.text('id'), before);
  });
});
