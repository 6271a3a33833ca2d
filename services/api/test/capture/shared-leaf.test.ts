import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { epcisDocument, objectEvent } from '../support/events.ts';
import { type Cast, createCast, eventually } from '../support/season.ts';

let application: TestApplication;
let cast: Cast;
let database: Client;

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
  database = new Client({ connectionString: application.config.databaseUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await application.stop();
});

const capture = (client: TestClient, serial: string) =>
  accepted(client.post('/api/epcis/capture', epcisDocument([objectEvent(serial)])));

/** Leaves in the log, once none waits for its place. */
const leaves = (): Promise<number> =>
  eventually(async () => {
    const { rows } = await database.query<{ waiting: number; placed: number }>(
      'SELECT (SELECT count(*)::int FROM pending_leaf) AS waiting, (SELECT count(*)::int FROM seal_leaf) AS placed',
    );
    return rows[0]?.waiting === 0 ? rows[0].placed : undefined;
  }, 'every leaf to have its place');

test('what two organisations recorded alike is one leaf of the seal log, and the log goes on growing', async () => {
  await capture(cast.people.farm, 'same');
  expect(await leaves()).toBe(1);
  await capture(cast.people.factory, 'same');
  await capture(cast.people.factory, 'other');
  expect(await leaves()).toBe(2);
});
