import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { renderCake } from '@fieldseal/vision/samples';
import { DataSource } from 'typeorm';
import { TestApplication } from './support/application.ts';
import { harvest, press } from './support/custody.ts';
import { accredit, type Cast, createCast, LEAF_GTIN, prepareGarden, secondsAgo } from './support/season.ts';

describe('idempotency', () => {
  let application: TestApplication;
  let cast: Cast;
  let body: Record<string, unknown>;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    await accredit(cast);
    body = { plotId: await prepareGarden(cast), gtin: LEAF_GTIN, quantityKg: 3, harvestedAt: secondsAgo(60) };
  });

  afterAll(async () => {
    await application.stop();
  });

  const harvests = async (): Promise<number> =>
    (await cast.people.farm.get('/api/harvests')).body.list('harvests').length;

  test('the same key gives the same answer and does nothing twice, also after a restart', async () => {
    const key = { 'idempotency-key': 'phone-1-record-1' };
    const first = await cast.people.farm.post('/api/harvests', body, key);
    const second = await cast.people.farm.post('/api/harvests', body, key);
    await application.restart();
    const third = await cast.people.farm.post('/api/harvests', body, key);
    expect([first.status, second.status, third.status]).toEqual([201, 201, 201]);
    expect([second.body.value, third.body.value]).toEqual([first.body.value, first.body.value]);
    expect(third.headers.get('idempotency-replayed')).toBe('true');
    expect(await harvests()).toBe(1);
  });

  test('a password in an answer is given again, and cannot be read in the database', async () => {
    const key = { 'idempotency-key': 'a sensor' };
    const ask = () => cast.people.warehouse.post('/api/sensors', { name: 'T9', location: '1号库' }, key);
    const [first, second] = [await ask(), await ask()];
    const password = first.body.text('password');
    expect([second.status, second.body.value]).toEqual([201, first.body.value]);
    const rows = await application.app
      .get(DataSource)
      .query<{ row: string; sealed: Buffer }[]>('SELECT i::text AS row, secret_answer AS sealed FROM idempotency i');
    expect(rows.filter(({ row, sealed }) => (row + sealed.toString('latin1')).includes(password))).toEqual([]);
  });

  test('the same key with another body is refused', async () => {
    const answer = await cast.people.farm.post(
      '/api/harvests',
      { ...body, quantityKg: 4 },
      { 'idempotency-key': 'phone-1-record-1' },
    );
    expect([answer.status, answer.body.text('code')]).toEqual([422, 'idempotency-key-reused']);
    expect(await harvests()).toBe(1);
  });

  test('of many at the same time one works, the others wait their turn or get its answer', async () => {
    const key = { 'idempotency-key': 'phone-1-record-2' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => cast.people.farm.post('/api/harvests', body, key)),
    );
    const others = answers.filter(({ status }) => status !== 201 && status !== 409);
    expect(others.map(({ body }) => body.value)).toEqual([]);
    expect(await harvests()).toBe(2);
  });

  test('a refused request leaves nothing behind, so that it can be mended and sent again under its key', async () => {
    const key = { 'idempotency-key': 'phone-1-record-3' };
    const refused = await cast.people.farm.post('/api/harvests', { ...body, photo: '0'.repeat(64) }, key);
    expect(refused.status).toBe(404);
    expect(await harvests()).toBe(2);
    expect((await cast.people.farm.post('/api/harvests', body, key)).status).toBe(201);
  });

  test('two enrolments at once: the first stands, the second is told so', async () => {
    const lot = await harvest(cast, String(body.plotId));
    const cake = await press(cast, lot);
    const photo = await renderCake({ cake: 5, shot: 0, size: 700 });
    const both = await Promise.all([1, 2].map(() => cast.people.factory.upload(`${cake.path}/fingerprint`, photo)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('two cases at once: a piece lies in one of them', async () => {
    const cake = await press(cast, await harvest(cast, String(body.plotId)));
    const receipt = { items: [cake.link], location: 'L', receivedAt: secondsAgo(1) };
    const both = await Promise.all(
      ['106901230000000017', '106901230000000024'].map((sscc) =>
        cast.people.warehouse.post('/api/receipts', { ...receipt, sscc }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test("one person's key is not another's", async () => {
    const key = { 'idempotency-key': 'shared' };
    const product = { gtin: '06901234567915', name: { zh: '一', en: 'One' }, unit: 'KGM', stage: 'leaf' };
    expect((await cast.people.farm.post('/api/products', product, key)).status).toBe(201);
    expect((await cast.people.factory.post('/api/products', { ...product, gtin: '06901234567922' }, key)).status).toBe(
      201,
    );
  });
});
