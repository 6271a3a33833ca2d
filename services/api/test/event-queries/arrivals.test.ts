import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readQueryDocument } from '../../src/event-queries/read-query.ts';
import { LimitedReader } from '../../src/event-queries/reader.ts';
import { EventSearch } from '../../src/event-queries/search.ts';
import { arrivalsSql } from '../../src/event-queries/sql/arrivals-sql.ts';
import { TestApplication } from '../support/application.ts';
import { createCast } from '../support/season.ts';
import { record } from './support.ts';

const sighting = (serial: number, bizStep = 'shipping') => ({
  type: 'ObjectEvent',
  eventTime: '2026-04-01T08:00:00+08:00',
  eventTimeZoneOffset: '+08:00',
  action: 'OBSERVE',
  bizStep,
  epcList: [`urn:example:piece:${serial}`],
});
const SHIPPED = readQueryDocument({ EQ_bizStep: ['shipping'] });

describe('what arrives', () => {
  let application: TestApplication;
  let search: EventSearch;
  let organisationId: string;
  const pieces = async (after: string, limit = 100): Promise<{ pieces: unknown[]; cursor: string; more: boolean }> => {
    const { events, cursor, more } = await search.arrivals({ organisationId }, SHIPPED, after, limit);
    return { pieces: events.map(({ epcList }) => [epcList].flat()[0]), cursor, more };
  };
  /** Writers of other databases of the same server hold arrivals back too; until they end. */
  const settled = async (): Promise<void> => {
    const dataSource = application.app.get(DataSource);
    const state = 'SELECT coalesce(max(arrival) < pg_snapshot_xmin(pg_current_snapshot()), true) AS settled FROM event';
    while ((await dataSource.query<{ settled: boolean }[]>(state))[0]?.settled !== true) await setTimeout(50);
  };
  const piece = (serial: number): string => `urn:example:piece:${serial}`;

  beforeAll(async () => {
    application = await TestApplication.start();
    organisationId = (await createCast(application)).ids.factory;
    search = application.app.get(EventSearch);
  });

  afterAll(() => application.stop());

  test('is given once, in order, in portions, and the cursor passes what does not match', async () => {
    const start = await search.now();
    await record(application, organisationId, [sighting(1)]);
    await record(application, organisationId, [sighting(2)]);
    await record(application, organisationId, [sighting(3, 'storing')]);
    await settled();
    const first = await pieces(start, 1);
    expect(first).toMatchObject({ pieces: [piece(1)], more: true });
    const second = await pieces(first.cursor, 1);
    expect(second).toMatchObject({ pieces: [piece(2)], more: false });
    expect(second.cursor).toBe(await search.now());
    expect(await pieces(second.cursor)).toEqual({ pieces: [], cursor: second.cursor, more: false });
    expect((await pieces(await search.since(new Date(0)))).pieces).toEqual([piece(1), piece(2)]);
    expect((await pieces(await search.since(new Date(Date.now() + 60_000)))).pieces).toEqual([]);
  });

  test('of a capture that is not finished holds back what came after it, so that nothing is passed over', async () => {
    const start = await search.now();
    const runner = application.app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT pg_current_xact_id()');
    await record(application, organisationId, [sighting(11)]);
    expect(await pieces(start)).toEqual({ pieces: [], cursor: start, more: false });
    await runner.query(
      `INSERT INTO event (organisation_id, hash, type, event_time, biz_step, document, digest)
       VALUES ($1, '\\x00', 'ObjectEvent', now(), 'shipping', $2, '\\x00')`,
      [organisationId, JSON.stringify(sighting(10))],
    );
    await runner.commitTransaction();
    await runner.release();
    await settled();
    expect((await pieces(start)).pieces).toEqual([piece(10), piece(11)]);
  });

  test('since a time begins before a capture that is not finished, though others are already', async () => {
    const time = new Date();
    const runner = application.app.get(DataSource).createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT pg_current_xact_id()');
    await record(application, organisationId, [sighting(21)]);
    const start = await search.since(time);
    await runner.query(
      `INSERT INTO event (organisation_id, hash, type, event_time, biz_step, document, digest)
       VALUES ($1, '\\x01', 'ObjectEvent', now(), 'shipping', $2, '\\x01')`,
      [organisationId, JSON.stringify(sighting(20))],
    );
    await runner.commitTransaction();
    await runner.release();
    await settled();
    expect((await pieces(start)).pieces).toEqual([piece(20), piece(21)]);
  });

  test('is looked up event by event, also where the statistics promise that nothing matches', async () => {
    const dataSource = application.app.get(DataSource);
    await dataSource.query(
      `INSERT INTO event (organisation_id, hash, type, event_time, biz_step, document, digest, arrival)
       SELECT $1, sha256(n::text::bytea), 'ObjectEvent', now(), 'storing', $2, sha256(n::text::bytea), n::text::xid8
       FROM generate_series(1, 5000) n`,
      [organisationId, JSON.stringify(sighting(30, 'storing'))],
    );
    await dataSource.query('ANALYZE event');
    const [transaction = '', id = ''] = (await search.now()).split(':');
    const unseen = readQueryDocument({ EQ_bizStep: ['packing'], GE_recordTime: '2026-04-01T12:00:00Z' });
    const { text, values } = arrivalsSql({ organisationId }, unseen, { transaction, id }, 5000);
    const plan = await dataSource.query<unknown>(`EXPLAIN ${text}`, [...values]);
    expect(JSON.stringify(plan)).toContain('Index Scan using event_pkey on event');
    await dataSource.query(`DELETE FROM event WHERE biz_step = 'storing'`);
  });

  test('for one organisation is not shown to another', async () => {
    const start = await search.now();
    await record(application, organisationId, [sighting(20)]);
    await settled();
    const other = { organisationId: '00000000-0000-4000-8000-000000000000' };
    const { events, cursor } = await search.arrivals(other, SHIPPED, start, 10);
    expect(events).toEqual([]);
    expect(cursor).not.toBe(start);
  });

  test('a search that takes too long is stopped with a reason, and none can write', async () => {
    const reader = application.app.get(LimitedReader);
    const scope = { organisationId };
    await expect(reader.run(scope, (read) => read({ text: 'SELECT pg_sleep(60)', values: [] }))).rejects.toMatchObject({
      code: 'query-too-complex',
      message: expect.stringMatching(/longer than 3 seconds/),
    });
    await expect(reader.run(scope, (read) => read({ text: 'DELETE FROM event', values: [] }))).rejects.toThrow(
      /read-only/,
    );
    expect(await reader.run(scope, (read) => read({ text: 'SELECT 1 AS one', values: [] }))).toEqual([{ one: 1 }]);
  });
});
