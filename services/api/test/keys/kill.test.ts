import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Proof } from '@fieldseal/provenance';
import { Client } from 'pg';
import { TestApplication } from '../support/application.ts';
import { BlockedTable } from '../support/blocked-table.ts';
import { accepted, type Answer, type Json } from '../support/client.ts';
import { Phone } from '../support/phone.ts';
import { ApiProcess } from '../support/process.ts';
import {
  accredit,
  type Cast,
  createCast,
  eventually,
  LEAF_GTIN,
  prepareGarden,
  secondsAgo,
} from '../support/season.ts';

/**
 * A phone's record from the first request to the log, with the services killed (`SIGKILL`) while they stand at one write.
 * What was answered is there afterwards; what was not is done by sending it again; nothing is there twice.
 */
describe('kill -9 between the phone and the log', () => {
  let application: TestApplication;
  let cast: Cast;
  let plotId: string;
  let phone: Phone;
  let services: ApiProcess | undefined;
  let database: Client;
  let restarted: Promise<void>;
  let finish = (): void => undefined;
  let kilograms = 10;

  interface Recorded {
    readonly body: Record<string, unknown>;
    readonly key: string;
  }
  const fresh = (): Recorded => ({
    body: {
      plotId,
      gtin: LEAF_GTIN,
      quantityKg: (kilograms += 1),
      harvestedAt: secondsAgo(600),
      deviceKeyId: phone.id,
    },
    key: randomUUID(),
  });
  const send = ({ body, key }: Recorded): Promise<Answer> =>
    cast.people.farm.post('/api/harvests', body, { 'idempotency-key': key });
  const prove = async (signing: string): Promise<Proof[]> => phone.prove(await phone.documents(signing));
  const sign = (signing: string, proofs: readonly Proof[]): Promise<Answer> =>
    cast.people.farm.post(`/api/signings/${signing}/proofs`, { proofs });
  const list = async (path: string, name: string): Promise<Json[]> =>
    (await accepted(cast.people.farm.get(path))).body.list(name);
  const harvestsOf = async ({ body }: Recorded): Promise<Json[]> =>
    (await list('/api/harvests', 'harvests')).filter((one) => one.number('quantityKg') === body.quantityKg);
  const count = async (sql: string, ...values: unknown[]): Promise<number> =>
    Number((await database.query<{ count: string }>(`SELECT count(*) ${sql}`, values)).rows[0]?.count);

  /** Kills the services when `request` stands at its write to `table`, and starts them again. */
  const killedAt = async (table: string, request: () => Promise<Answer>): Promise<void> => {
    const blocked = await BlockedTable.block(application.config.databaseUrl, table);
    const answer = request().then(
      ({ status }) => `answered with ${status}`,
      () => 'no answer',
    );
    await blocked.reached();
    await services?.kill();
    await blocked.release();
    expect(await answer).toBe('no answer');
    services = await ApiProcess.start(application.config);
  };

  /** The certificate of a harvest is there once, and so is its event and its leaf, in the log and under a head on chain. */
  const expectOnce = async (recorded: Recorded): Promise<void> => {
    const [harvest, ...more] = await harvestsOf(recorded);
    expect(more).toEqual([]);
    const id = harvest?.text('certificateId');
    expect(harvest?.at('signing').value).toBeUndefined();
    expect(await count('FROM certificate WHERE subject = $1', harvest?.text('digitalLink'))).toBe(1);
    const hash = /[0-9a-f]{64}/.exec(harvest?.text('eventHash') ?? '')?.[0];
    expect(await count("FROM event WHERE hash = decode($1, 'hex')", hash)).toBe(1);
    const place = await eventually(async () => {
      const sql = 'SELECT l.leaf_index FROM seal_leaf l JOIN certificate c ON c.digest = l.digest WHERE c.id = $1';
      return (await database.query<{ leaf_index: string }>(sql, [id])).rows[0];
    }, 'the place in the log');
    await eventually(async () => {
      const { body } = await application.visitor().get('/api/seals');
      const [head] = body.list('seals');
      return head !== undefined && head.number('treeSize') > Number(place.leaf_index) ? true : undefined;
    }, 'the seal on the chain');
  };

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    plotId = await prepareGarden(cast);
    phone = await new Phone(cast.people.farm).register();
    await phone.accredit(cast, cast.ids.farm, 'birth');
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

  test.each([
    ['the documents are prepared', 'signing'],
    ['they are set aside', 'harvest'],
    ['the harvest is stored', 'idempotency'],
  ])('when %s, nothing is left behind, and sent again it is recorded once', async (_moment, table) => {
    const recorded = fresh();
    await killedAt(table, () => send(recorded));
    expect(await harvestsOf(recorded)).toEqual([]);
    expect(await list('/api/signings', 'signings')).toEqual([]);
    const { body } = await accepted(send(recorded));
    expect((await accepted(send(recorded))).body.value).toEqual(body.value);
    const signing = body.text('signing');
    await accepted(sign(signing, await prove(signing)));
    await expectOnce(recorded);
  });

  test.each([
    ["the phone's proofs are received and the organisation has signed beside them", 'event'],
    ['the event is stored and the certificate left for the log', 'certificate'],
    ['everything is stored', 'signing'],
  ])('when %s, the documents still wait, and the same proofs are taken once', async (_moment, table) => {
    const recorded = fresh();
    const signing = (await accepted(send(recorded))).body.text('signing');
    const proofs = await prove(signing);
    const leaves = (await count('FROM pending_leaf')) + (await count('FROM seal_leaf'));
    await killedAt(table, () => sign(signing, proofs));
    expect((await list('/api/signings', 'signings')).map((one) => one.text('id'))).toEqual([signing]);
    expect((await harvestsOf(recorded))[0]?.text('signing')).toBe(signing);
    expect((await count('FROM pending_leaf')) + (await count('FROM seal_leaf'))).toBe(leaves);
    const { body } = await accepted(sign(signing, proofs));
    expect((await accepted(sign(signing, proofs))).body.value).toEqual(body.value);
    await expectOnce(recorded);
  });

  test('when it is committed and not answered, sending it again gets the answer', async () => {
    const recorded = fresh();
    const signing = (await accepted(send(recorded))).body.text('signing');
    const proofs = await prove(signing);
    const answer = sign(signing, proofs).catch(() => undefined);
    await eventually(async () => {
      const completed = await count('FROM signing WHERE id = $1 AND completed_at IS NOT NULL', signing);
      return completed === 1 ? true : undefined;
    }, 'the commit');
    await services?.kill();
    await answer;
    services = await ApiProcess.start(application.config);
    expect((await accepted(sign(signing, proofs))).body.text('signedBy')).toBe('device');
    await expectOnce(recorded);
  });

  test('when it waits for its place in the log, it gets one after the restart', async () => {
    const recorded = fresh();
    const signing = (await accepted(send(recorded))).body.text('signing');
    const blocked = await BlockedTable.block(application.config.databaseUrl, 'seal_leaf');
    await accepted(sign(signing, await prove(signing)));
    await blocked.reached();
    await services?.kill();
    await blocked.release();
    services = await ApiProcess.start(application.config);
    await expectOnce(recorded);
  });

  test('when it is being refused, it still waits, and is refused once', async () => {
    const recorded = fresh();
    const signing = (await accepted(send(recorded))).body.text('signing');
    const refuse = (): Promise<Answer> => cast.people.farm.post(`/api/signings/${signing}/refuse`, { reason: 'wrong' });
    await killedAt('signing_refusal', refuse);
    expect((await list('/api/signings', 'signings')).map((one) => one.text('id'))).toEqual([signing]);
    await accepted(refuse());
    await accepted(refuse());
    expect(await harvestsOf(recorded)).toEqual([]);
    expect(await count('FROM signing_refusal WHERE id = $1', signing)).toBe(1);
  });

  test('no leaf is in the log twice, and none is missing', async () => {
    await eventually(async () => ((await count('FROM pending_leaf')) === 0 ? true : undefined), 'the end of the queue');
    expect(await count('FROM (SELECT digest FROM seal_leaf GROUP BY digest HAVING count(*) > 1) AS twice')).toBe(0);
    expect(
      await count(
        "FROM certificate c WHERE c.status = 'issued' AND NOT EXISTS (SELECT FROM seal_leaf l WHERE l.digest = c.digest)",
      ),
    ).toBe(0);
    expect(await count('FROM seal_leaf')).toBe((await count('FROM certificate')) + (await count('FROM event')));
  });
});
