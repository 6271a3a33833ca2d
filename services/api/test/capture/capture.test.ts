import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { z } from 'zod';
import { TestApplication } from '../support/application.ts';
import type { Answer, Json, TestClient } from '../support/client.ts';
import { CONTEXT, epcisDocument, objectEvent } from '../support/events.ts';
import { type Cast, createCast } from '../support/season.ts';

const TABLES = ['event', 'event_thing', 'capture_job', 'pending_leaf', 'seal_leaf'] as const;

describe('capture', () => {
  let application: TestApplication;
  let cast: Cast;
  let database: Client;
  let farm: TestClient;

  beforeAll(async () => {
    application = await TestApplication.start({ FIELDSEAL_PART: 'api' });
    cast = await createCast(application);
    farm = cast.people.farm;
    database = new Client({ connectionString: application.config.databaseUrl });
    await database.connect();
  });

  afterAll(async () => {
    await database.end();
    await application.stop();
  });

  const counts = async (): Promise<Record<string, number>> => {
    const sql = TABLES.map((table) => `(SELECT count(*)::int FROM ${table}) AS ${table}`).join();
    const { rows } = await database.query<Record<string, number>>(`SELECT ${sql}`);
    return rows[0] ?? {};
  };
  const capture = (events: readonly unknown[], behaviour?: string, client = farm): Promise<Answer> =>
    client.post(
      '/api/epcis/capture',
      epcisDocument(events),
      behaviour === undefined ? {} : { 'GS1-Capture-Error-Behaviour': behaviour },
    );
  const jobOf = async ({ status, headers }: Answer): Promise<Json> => {
    expect(status).toBe(202);
    return (await farm.get(headers.get('location') ?? '')).body;
  };
  const statuses = (job: Json): string[] => job.list('results').map((result) => result.text('status'));

  test('stores every event of a document, and the job tells so', async () => {
    const before = await counts();
    const job = await jobOf(await capture([objectEvent('a1'), objectEvent('a2', { eventID: 'urn:uuid:a2' })]));
    expect(job.value).toMatchObject({
      running: false,
      success: true,
      captureErrorBehaviour: 'rollback',
      errors: [],
      accepted: 2,
      duplicates: 0,
      rejected: 0,
    });
    expect(job.list('results').map((result) => result.text('eventID'))).toEqual([
      expect.stringMatching(/^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2.0$/),
      'urn:uuid:a2',
    ]);
    const after = await counts();
    expect(after.event).toBe((before.event ?? 0) + 2);
    expect(after.pending_leaf).toBe((before.pending_leaf ?? 0) + 2);
    expect(after.capture_job).toBe((before.capture_job ?? 0) + 1);
  });

  test('under rollback one faulty event refuses all, with a pointer to each fault and without a trace', async () => {
    const before = await counts();
    const answer = await capture([
      objectEvent('b1'),
      objectEvent('b2', { action: 'LOOK' }),
      objectEvent('b3', { eventTime: 'yesterday' }),
    ]);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.text('type')).toBe('epcisException:ValidationException');
    expect(answer.body.list('errors').map((fault) => fault.text('pointer'))).toEqual([
      '/epcisBody/eventList/1/action',
      '/epcisBody/eventList/2/eventTime',
    ]);
    expect(await counts()).toEqual(before);
  });

  test('under proceed the valid events are stored, and each has its result', async () => {
    await capture([objectEvent('c1')]);
    const job = await jobOf(
      await capture([objectEvent('c1'), objectEvent('c2', { action: 'LOOK' }), objectEvent('c3')], 'proceed'),
    );
    expect(statuses(job)).toEqual(['duplicate', 'rejected', 'accepted']);
    expect(job.value).toMatchObject({ success: false, accepted: 1, duplicates: 1, rejected: 1 });
    expect(job.list('errors').map((error) => error.text('type'))).toEqual(['epcisException:ValidationException']);
  });

  test('the same events again, in another order and spelling, are duplicates', async () => {
    const first = objectEvent('d1');
    const second = objectEvent('d2');
    await jobOf(await capture([first, second]));
    const respelt = {
      ...first,
      epcList: ['https://example.org/01/09521234543213/21/d1'],
      bizStep: 'cbv:BizStep-shipping',
    };
    const before = await counts();
    expect(statuses(await jobOf(await capture([second, respelt, second])))).toEqual([
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
    expect((await counts()).event).toBe(before.event);
  });

  test('a duplicate is told under the id it is stored under', async () => {
    const named = (eventID: string | undefined) => objectEvent('d3', { eventID });
    await jobOf(await capture([named('urn:uuid:d3')]));
    const job = await jobOf(await capture([named('urn:uuid:other'), named(undefined)]));
    expect(job.list('results').map((result) => result.text('eventID'))).toEqual(['urn:uuid:d3', 'urn:uuid:d3']);
    const within = objectEvent('d4', { eventID: 'urn:uuid:d4' });
    const both = await jobOf(await capture([within, { ...within, eventID: 'urn:uuid:d5' }]));
    expect(both.list('results').map((result) => result.text('eventID'))).toEqual(['urn:uuid:d4', 'urn:uuid:d4']);
    const single = await farm.post('/api/epcis/events', { '@context': CONTEXT, ...named('urn:uuid:other') });
    expect([single.status, single.body.text('detail')]).toEqual([409, expect.stringContaining('urn:uuid:d3')]);
  });

  test('a form is no document, whatever its fields spell', async () => {
    const before = await counts();
    const form = new FormData();
    for (const [name, value] of Object.entries({ '@context': CONTEXT, ...objectEvent('d6', { readPoint: undefined }) }))
      for (const part of [value].flat()) form.append(name, part);
    form.append('epcList', 'https://id.gs1.org/01/09521234543213/21/d7');
    form.delete('readPoint');
    for (const path of ['/api/epcis/events', '/api/epcis/capture'])
      expect((await farm.send('POST', path, form)).status).toBe(415);
    expect(await counts()).toEqual(before);
  });

  test('simultaneous captures of the same events in any order store each once', async () => {
    const before = await counts();
    const events = Array.from({ length: 60 }, (_, i) => objectEvent(`e${i}`));
    const orders = [events, [...events].reverse(), [...events.slice(30), ...events.slice(0, 30)], events];
    const jobs = await Promise.all((await Promise.all(orders.map((order) => capture(order)))).map(jobOf));
    expect(jobs.reduce((sum, job) => sum + job.number('accepted'), 0)).toBe(60);
    expect(jobs.reduce((sum, job) => sum + job.number('duplicates'), 0)).toBe(180);
    const after = await counts();
    expect(after.event).toBe((before.event ?? 0) + 60);
    expect(after.event_thing).toBe((before.event_thing ?? 0) + 60);
  });

  test('each organisation keeps its own record of the same event', async () => {
    expect(statuses(await jobOf(await capture([objectEvent('f1')])))).toEqual(['accepted']);
    expect((await capture([objectEvent('f1')], undefined, cast.people.factory)).status).toBe(202);
    const id = (await jobOf(await capture([objectEvent('f1')]))).list('results')[0]?.text('eventID') ?? '';
    const path = `/api/epcis/events/${encodeURIComponent(id)}`;
    const events = async (client: TestClient): Promise<number> =>
      (await client.get(path)).body.at('epcisBody').at('queryResults').at('resultsBody').list('eventList').length;
    expect([await events(farm), await events(cast.people.factory), await events(cast.people.regulator)]).toEqual([
      1, 1, 2,
    ]);
    expect((await cast.people.warehouse.get(path)).status).toBe(404);
  });

  describe('an id of the sender', () => {
    test('cannot name two events', async () => {
      await jobOf(await capture([objectEvent('g1', { eventID: 'urn:uuid:g' })]));
      const before = await counts();
      const rolledBack = await capture([objectEvent('g2'), objectEvent('g3', { eventID: 'urn:uuid:g' })]);
      expect(rolledBack.status).toBe(400);
      expect(rolledBack.body.list('errors').map((fault) => fault.value)).toEqual([
        expect.objectContaining({ pointer: '/epcisBody/eventList/1/eventID', code: 'id-taken' }),
      ]);
      expect(await counts()).toEqual(before);
      const proceeded = await capture([objectEvent('g2'), objectEvent('g3', { eventID: 'urn:uuid:g' })], 'proceed');
      expect(statuses(await jobOf(proceeded))).toEqual(['accepted', 'rejected']);
    });

    test('cannot name another event by declaring that one an error', async () => {
      await jobOf(await capture([objectEvent('i1', { eventID: 'urn:uuid:i' })]));
      const errorDeclaration = { declarationTime: '2026-04-06T08:30:00Z', reason: 'did_not_occur' };
      const declared = (serial: string) => objectEvent(serial, { eventID: 'urn:uuid:i', errorDeclaration });
      const job = await jobOf(await capture([declared('i2'), declared('i1')], 'proceed'));
      expect(statuses(job)).toEqual(['rejected', 'accepted']);
      expect(statuses(await jobOf(await capture([declared('i2')], 'proceed')))).toEqual(['rejected']);
      expect((await farm.post('/api/epcis/events', { '@context': CONTEXT, ...declared('i2') })).status).toBe(409);
      const both = [objectEvent('i3', { eventID: 'urn:uuid:i3' }), { ...declared('i4'), eventID: 'urn:uuid:i3' }];
      expect(statuses(await jobOf(await capture(both, 'proceed')))).toEqual(['accepted', 'rejected']);
    });

    test('cannot name two events of one document either', async () => {
      const twins = [objectEvent('h1', { eventID: 'urn:uuid:h' }), objectEvent('h2', { eventID: 'urn:uuid:h' })];
      expect((await capture(twins)).status).toBe(400);
      expect(statuses(await jobOf(await capture(twins, 'proceed')))).toEqual(['accepted', 'rejected']);
    });

    test('refuses its event, but not the same event under an id of its own', async () => {
      await jobOf(await capture([objectEvent('own1', { eventID: 'urn:uuid:own' })]));
      const same = ['urn:uuid:own', 'urn:uuid:own2'].map((eventID) => objectEvent('own2', { eventID }));
      expect(statuses(await jobOf(await capture(same, 'proceed')))).toEqual(['rejected', 'accepted']);
    });
  });

  describe('an error declaration', () => {
    const wrong = objectEvent('j1', { eventID: 'urn:uuid:wrong' });
    const declared = (corrective: string): Record<string, unknown> => ({
      ...wrong,
      errorDeclaration: {
        declarationTime: '2026-04-06T08:30:00.000+08:00',
        reason: 'incorrect_data',
        correctiveEventIDs: [corrective],
      },
    });

    test('is rejected together with its corrective event, and both are stored once that is mended', async () => {
      await jobOf(await capture([wrong]));
      const broken = objectEvent('j2', { eventID: 'urn:uuid:right', action: 'LOOK' });
      const job = await jobOf(await capture([declared('urn:uuid:right'), objectEvent('j3'), broken], 'proceed'));
      expect(statuses(job)).toEqual(['rejected', 'accepted', 'rejected']);
      const mended = await jobOf(
        await capture([declared('urn:uuid:right'), objectEvent('j2', { eventID: 'urn:uuid:right' })], 'proceed'),
      );
      expect(statuses(mended)).toEqual(['accepted', 'accepted']);
      const { body } = await farm.get('/api/epcis/events/urn:uuid:wrong');
      const list = body.at('epcisBody').at('queryResults').at('resultsBody').list('eventList');
      expect(list.map((event) => event.at('errorDeclaration').value !== undefined)).toEqual([false, true]);
    });

    test('is rejected when the id of its corrective event turns out to be taken', async () => {
      await jobOf(await capture([objectEvent('k0', { eventID: 'urn:uuid:taken' })]));
      const declaration = {
        ...objectEvent('k1'),
        errorDeclaration: { declarationTime: '2026-04-06T08:30:00Z', correctiveEventIDs: ['urn:uuid:taken'] },
      };
      const other = objectEvent('k2', { eventID: 'urn:uuid:taken' });
      const job = await jobOf(await capture([declaration, other, objectEvent('k3')], 'proceed'));
      expect(statuses(job)).toEqual(['rejected', 'rejected', 'accepted']);
    });
  });

  describe('a single event', () => {
    test('is answered with its address, once', async () => {
      const event = { '@context': CONTEXT, ...objectEvent('l1') };
      const created = await farm.post('/api/epcis/events', event);
      expect(created.status).toBe(201);
      const { body } = await farm.get(created.headers.get('location') ?? '');
      const [stored] = body.at('epcisBody').at('queryResults').at('resultsBody').list('eventList');
      expect(stored?.value).toMatchObject({ type: 'ObjectEvent', bizStep: 'shipping' });
      expect(stored?.text('recordTime')).toMatch(/Z$/);
      const again = await farm.post('/api/epcis/events', event);
      expect([again.status, again.body.text('type')]).toEqual([409, 'epcisException:ResourceAlreadyExistsException']);
    });

    test('with another event under its id is refused', async () => {
      const event = { '@context': CONTEXT, ...objectEvent('m1', { eventID: 'urn:uuid:m' }) };
      expect((await farm.post('/api/epcis/events', event)).status).toBe(201);
      const before = await counts();
      expect((await farm.post('/api/epcis/events', { ...event, action: 'ADD' })).status).toBe(409);
      expect(await counts()).toEqual(before);
    });

    test('that is a document, or not valid, is refused', async () => {
      const statusOf = async (body: unknown): Promise<number> => (await farm.post('/api/epcis/events', body)).status;
      expect(await statusOf(epcisDocument([objectEvent('n1')]))).toBe(400);
      expect(await statusOf({ '@context': CONTEXT, ...objectEvent('n1', { action: 'LOOK' }) })).toBe(400);
    });
  });

  test('extensions survive, and find their names in the context of the event', async () => {
    const ex = { ex: 'https://example.org/ns/' };
    const event = objectEvent('o1', { 'ex:note': { 'ex:deep': [1, 'two', { 'ex:x': true }] } });
    const answer = await farm.post('/api/epcis/capture', epcisDocument([event], [CONTEXT, ex]));
    const id = (await jobOf(answer)).list('results')[0]?.text('eventID') ?? '';
    const { body } = await farm.get(`/api/epcis/events/${encodeURIComponent(id)}`);
    const [stored] = body.at('epcisBody').at('queryResults').at('resultsBody').list('eventList');
    expect(stored?.at('ex:note').value).toEqual(event['ex:note']);
    expect(JSON.stringify(stored?.at('@context').value)).toContain('https://example.org/ns/');
  });

  test('jobs are listed page by page, newest first, to their organisation only', async () => {
    const seen: string[] = [];
    for (let next: string | undefined = '/api/epcis/capture?perPage=7'; next !== undefined;) {
      const { status, headers, body } = await farm.get(next);
      expect(status).toBe(200);
      seen.push(
        ...z
          .array(z.object({ captureID: z.string() }))
          .parse(body.value)
          .map(({ captureID }) => captureID),
      );
      const link = /<([^>]+)>/.exec(headers.get('link') ?? '')?.[1];
      next = link === undefined ? undefined : new URL(link, 'http://x').pathname + new URL(link, 'http://x').search;
    }
    const { rows } = await database.query<{ id: string }>(
      'SELECT id FROM capture_job WHERE organisation_id = $1 ORDER BY created_at DESC, id',
      [cast.ids.farm],
    );
    expect(seen).toEqual(rows.map(({ id }) => id));
    expect((await cast.people.warehouse.get('/api/epcis/capture')).body.value).toEqual([]);
    expect((await cast.people.warehouse.get(`/api/epcis/capture/${seen[0]}`)).status).toBe(404);
  });
});
