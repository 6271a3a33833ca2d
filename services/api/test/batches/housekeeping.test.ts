import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { TestApplication } from '../support/application.ts';
import type { TestClient } from '../support/client.ts';
import { accredit, type Cast, createCast, eventually, prepareGarden } from '../support/season.ts';
import { batch, harvestCsv, rowsOf } from './support.ts';

let application: TestApplication;
let cast: Cast;
let farm: TestClient;

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
  await accredit(cast);
  await prepareGarden(cast);
  farm = cast.people.farm;
});

afterAll(() => application.stop());

const query = (sql: string, values: readonly unknown[] = []): Promise<unknown[]> =>
  application.app.get(DataSource).query<unknown[]>(sql, [...values]);

test('of an old batch what it issued is kept, its way is forgotten, and one that issued nothing goes', async () => {
  const done = await batch(farm, 'kind=birth', harvestCsv(2));
  const refused = await batch(farm, 'kind=birth', harvestCsv(2, '西坡'));
  const unconfirmed = await batch(farm, 'kind=birth&start=when-confirmed', harvestCsv(2, '东坡', 10));
  await query(
    "UPDATE batch SET created_at = created_at - interval '91 days', finished_at = finished_at - interval '91 days'",
  );
  const young = await batch(farm, 'kind=birth', harvestCsv(2, '西坡', 20));
  await application.restart();
  const statusOf = async (id: string): Promise<number> => (await farm.get(`/api/batches/${id}`)).status;
  await eventually(
    async () => ((await statusOf(refused.text('id'))) === 404 ? true : undefined),
    'the old batch is thrown away',
  );
  expect(await statusOf(unconfirmed.text('id'))).toBe(404);
  expect(await statusOf(young.text('id'))).toBe(200);
  expect((await rowsOf(farm, done.text('id'), '&state=issued')).length).toBe(2);
  const events = 'SELECT content FROM batch_event WHERE batch_id = $1';
  expect(await query(events, [done.text('id')])).toMatchObject([{ content: { state: 'done' } }]);
  const again = await batch(farm, 'kind=birth', harvestCsv(2));
  expect(again.at('counts').value).toMatchObject({ known: 2, issued: 0 });
});
