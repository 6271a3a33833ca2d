import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { default as addFormats } from 'ajv-formats';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { type Cast, createCast } from '../support/season.ts';
import { testAgainst } from '../support/shared.ts';
import { eventsOf, NAMESPACE, record } from './support.ts';

const EVENT = {
  type: 'ObjectEvent',
  eventTime: '2026-04-01T08:00:00+08:00',
  eventTimeZoneOffset: '+08:00',
  action: 'ADD',
  bizStep: 'commissioning',
  epcList: ['urn:epc:id:sgtin:952132.0100001.7'],
  ilmd: { 'ex:vintage': 2026 },
  'ex:note': { 'ex:by': ['Lin', 3, true, null] },
};

describe('answers', () => {
  let application: TestApplication;
  let cast: Cast;
  let reader: TestClient;

  beforeAll(async () => {
    application = await TestApplication.start();
    cast = await createCast(application);
    reader = cast.people.factory;
    await record(application, cast.ids.factory, [EVENT]);
    await record(application, cast.ids.farm, [EVENT, { ...EVENT, action: 'OBSERVE', ilmd: undefined }]);
  });

  afterAll(() => application.stop());

  test('are EPCIS query documents that hold the event as captured, with its record time and the meaning of its prefixes', async () => {
    const answer = await accepted(reader.get('/api/epcis/events'));
    expect(answer.headers.get('gs1-epcis-version')).toBe('2.0.0');
    expect(answer.body.text('type')).toBe('EPCISQueryDocument');
    expect(answer.body.at('epcisBody').at('queryResults').text('queryName')).toBe('SimpleEventQuery');
    const [event, ...more] = eventsOf(answer);
    expect(more).toEqual([]);
    expect(event?.value).toMatchObject({
      ...EVENT,
      epcList: ['https://id.gs1.org/01/09521321000018/21/7'],
      '@context': [{ ex: NAMESPACE }],
    });
    expect(Math.abs(Date.parse(event?.text('recordTime') ?? '') - Date.now())).toBeLessThan(60_000);
    expect(event?.at('proof').value).toBeUndefined();
  });

  testAgainst('epcis/schema/EPCIS-JSON-Schema.json', 'are valid against the schema of GS1', async (schema) => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    const validate = ajv.compile(schema);
    const { body } = await accepted(cast.people.farm.get('/api/epcis/events'));
    validate(body.value);
    expect(validate.errors ?? []).toEqual([]);
  });

  test('hold the events of the own organisation, for the regulator those of all', async () => {
    const size = async (client: TestClient): Promise<number> =>
      eventsOf(await accepted(client.get('/api/epcis/events'))).length;
    expect(await size(cast.people.warehouse)).toBe(0);
    expect(await size(cast.people.farm)).toBe(2);
    expect(await size(cast.people.regulator)).toBe(3);
    expect(await size(cast.administrator)).toBe(3);
  });

  test('are ordered by an extension field: numbers and moments as such, texts by code points', async () => {
    const values = [10, 9, 'b', 'B', 'é', '2026-01-02T00:00:00+08:00', '2026-01-01T17:00:00Z'];
    const events = values.map((value, index) => ({ ...EVENT, 'ex:sort': value, 'ex:index': index }));
    await record(application, cast.ids.warehouse, events);
    const order = async (direction: string): Promise<unknown[]> => {
      const search = new URLSearchParams({ orderBy: 'ex:sort', orderDirection: direction, perPage: '1000' });
      const answer = await accepted(
        cast.people.warehouse.get(`/api/epcis/events?${search.toString()}`, { 'gs1-extensions': `ex=${NAMESPACE}` }),
      );
      return eventsOf(answer).map((event) => event.at('ex:sort').value);
    };
    const ascending = [9, 10, '2026-01-02T00:00:00+08:00', '2026-01-01T17:00:00Z', 'B', 'b', 'é'];
    expect(await order('ASC')).toEqual(ascending);
    expect(await order('DESC')).toEqual([...ascending].reverse());
  });
});
