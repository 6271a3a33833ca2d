import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { accredit, type Cast, createCast, eventually, prepareGarden } from '../support/season.ts';
import { harvestCsv, rowsOf, sendCsv, settled } from './support.ts';

const ROWS = 1500;
const Count = z.array(z.object({ count: z.number() })).length(1);

let application: TestApplication;
let cast: Cast;
let farm: TestClient;
let sent = 0;

beforeAll(async () => {
  application = await TestApplication.start();
  cast = await createCast(application);
  await accredit(cast);
  await prepareGarden(cast);
  farm = cast.people.farm;
});

afterAll(() => application.stop());

async function send(mode: string): Promise<string> {
  const text = harvestCsv(ROWS, '东坡', sent);
  sent += ROWS;
  return (await accepted(sendCsv(farm, `kind=birth&mode=${mode}`, text))).body.text('id');
}

async function count(sql: string): Promise<number> {
  const [row] = Count.parse(await application.app.get(DataSource).query(sql));
  return row?.count ?? 0;
}

const certificates = (): Promise<number> =>
  count(`SELECT count(*)::int AS count FROM certificate WHERE stage = 'birth' AND status = 'issued'`);

const LastEvent = z.array(z.object({ content: z.object({ counts: z.record(z.string(), z.number()) }) }));

/** Waits until the batch is told to have come so far. */
function reached(id: string, name: string, least: number): Promise<true> {
  const look = async (): Promise<true | undefined> => {
    const sql = 'SELECT content FROM batch_event WHERE batch_id = $1 ORDER BY sequence DESC LIMIT 1';
    const [last] = LastEvent.parse(await application.app.get(DataSource).query(sql, [id]));
    return (last?.content.counts[name] ?? 0) >= least ? true : undefined;
  };
  return eventually(look, `batch ${id} has ${least} ${name}`);
}

/** Ends every connection of the application, as the end of its process would. */
async function cutConnections(): Promise<void> {
  await application.app
    .get(DataSource)
    .query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    )
    .catch(() => undefined);
}

describe.each(['good-rows', 'all-or-none'])('a batch of %s', (mode) => {
  test('that is cut off again and again issues every row once', async () => {
    const before = await certificates();
    const id = await send(mode);
    await reached(id, 'checked', 500);
    await cutConnections();
    await reached(id, 'issued', 500);
    await cutConnections();
    const done = await settled(farm, id);
    expect(done.value).toMatchObject({ state: 'done', counts: { issued: ROWS, bad: 0 } });
    expect(await certificates()).toBe(before + ROWS);
    expect(await count('SELECT count(*)::int AS count FROM harvest')).toBe(before + ROWS);
    expect(
      await count(`SELECT count(DISTINCT hash)::int AS count FROM event WHERE biz_step LIKE '%commissioning'`),
    ).toBe(before + ROWS);
    expect(await count('SELECT count(DISTINCT digest)::int AS count FROM certificate')).toBe(before + ROWS);
  });

  test('that is cancelled keeps what was issued row by row, and nothing of all or none', async () => {
    const before = await certificates();
    const id = await send(mode);
    await reached(id, 'issued', 500);
    await accepted(farm.post(`/api/batches/${id}/cancel`));
    const cancelled = await settled(farm, id);
    const issued = cancelled.at('counts').number('issued');
    expect(cancelled.text('state')).toBe('cancelled');
    if (mode === 'all-or-none') expect(issued).toBe(0);
    else expect(issued).toBeLessThan(ROWS);
    await eventually(async () => ((await certificates()) === before + issued ? true : undefined), 'the worker stopped');
    expect((await rowsOf(farm, id, '&state=issued')).length).toBe(Math.min(issued, 1000));
  });
});
