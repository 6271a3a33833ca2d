import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { type Cast, createCast } from '../support/season.ts';
import { eventsOf, nextOf, record } from './support.ts';

const sighting = (bizStep: string, serial: number) => ({
  type: 'ObjectEvent',
  eventTime: `2026-04-01T08:00:0${serial}+08:00`,
  eventTimeZoneOffset: '+08:00',
  action: 'OBSERVE',
  bizStep,
  epcList: [`urn:example:piece:${serial}`],
});

describe('named queries', () => {
  let application: TestApplication;
  let cast: Cast;
  let owner: TestClient;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    owner = cast.people.factory;
    await record(application, cast.ids.factory, [
      sighting('shipping', 1),
      sighting('shipping', 2),
      sighting('storing', 3),
    ]);
    await record(application, cast.ids.warehouse, [sighting('shipping', 4)]);
  });

  afterAll(() => application.stop());

  test('are kept, listed in pages, run and removed', async () => {
    const definition = { name: 'Shipped', query: { EQ_bizStep: ['shipping'], eventType: ['ObjectEvent'] } };
    const created = await accepted(owner.post('/api/epcis/queries', definition));
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe('/api/epcis/queries/Shipped');
    expect((await accepted(owner.get('/api/epcis/queries/Shipped'))).body.value).toEqual(definition);
    await accepted(owner.post('/api/epcis/queries', { name: 'All', query: {} }));

    const first = await accepted(owner.get('/api/epcis/queries?perPage=1'));
    const second = await accepted(owner.get(nextOf(first) ?? ''));
    expect([first.body.value, second.body.value]).toEqual([[{ name: 'All', query: {} }], [definition]]);
    expect(nextOf(second)).toBeUndefined();

    const events = await accepted(owner.get('/api/epcis/queries/Shipped/events?perPage=1'));
    expect(events.body.at('epcisBody').at('queryResults').text('queryName')).toBe('Shipped');
    const rest = await accepted(owner.get(nextOf(events) ?? ''));
    expect([...eventsOf(events), ...eventsOf(rest)].map((event) => event.at('epcList').value)).toEqual([
      ['urn:example:piece:2'],
      ['urn:example:piece:1'],
    ]);

    expect((await owner.send('DELETE', '/api/epcis/queries/Shipped')).status).toBe(204);
    expect((await owner.get('/api/epcis/queries/Shipped/events')).status).toBe(404);
    expect((await owner.send('DELETE', '/api/epcis/queries/Shipped')).status).toBe(404);
  });

  test('belong to their organisation: another may use the same name and sees its own events', async () => {
    const other = cast.people.warehouse;
    await accepted(owner.post('/api/epcis/queries', { name: 'Mine', query: { EQ_bizStep: ['shipping'] } }));
    expect((await other.get('/api/epcis/queries/Mine')).status).toBe(404);
    await accepted(other.post('/api/epcis/queries', { name: 'Mine', query: {} }));
    expect(eventsOf(await accepted(other.get('/api/epcis/queries/Mine/events')))).toHaveLength(1);
  });

  test('are refused with a name that is taken or no name, and with a query that cannot run', async () => {
    await accepted(owner.post('/api/epcis/queries', { name: 'Taken', query: {} }));
    const again = await owner.post('/api/epcis/queries', { name: 'Taken', query: {} });
    expect(again.status).toBe(409);
    expect(again.body.text('type')).toBe('epcisException:ResourceAlreadyExistsException');
    for (const name of ['', 'a/b', '../x', 'a b', 'x'.repeat(101)])
      expect((await owner.post('/api/epcis/queries', { name, query: {} })).status).toBe(400);
    const wrong = await owner.post('/api/epcis/queries', { name: 'Wrong', query: { EQ_nothing: ['x'] } });
    expect(wrong.status).toBe(400);
    expect(wrong.body.text('type')).toBe('epcisException:QueryParameterException');
    expect((await owner.get('/api/epcis/queries/Wrong')).status).toBe(404);
  });
});
