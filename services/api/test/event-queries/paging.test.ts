import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { createCast } from '../support/season.ts';
import { eventsOf, NAMESPACE, nextOf, record } from './support.ts';

const sighting = (serial: number, eventTime = new Date(Date.UTC(2026, 3, 1, 0, 0, serial % 7)).toISOString()) => ({
  type: 'ObjectEvent',
  eventTime,
  eventTimeZoneOffset: '+00:00',
  action: 'OBSERVE',
  epcList: [`https://id.gs1.org/01/09521321000018/21/${serial}`],
  ...(serial % 3 === 0 ? {} : { 'ex:rank': serial % 3 === 1 ? serial % 5 : `rank ${serial % 5}` }),
});

describe('pages of events', () => {
  let application: TestApplication;
  let reader: TestClient;
  let stranger: TestClient;
  let organisationId: string;

  beforeAll(async () => {
    application = await TestApplication.start();
    const { people, ids } = await createCast(application);
    reader = people.factory;
    stranger = people.warehouse;
    organisationId = ids.factory;
    await record(
      application,
      organisationId,
      Array.from({ length: 50 }, (_, serial) => sighting(serial)),
    );
  });

  afterAll(() => application.stop());

  test.each([
    '',
    '&orderBy=recordTime',
    '&orderBy=eventTime&orderDirection=ASC',
    `&orderBy=${NAMESPACE}rank`,
    '&EQ_action=OBSERVE&MATCH_anyEPC=urn:epc:idpat:sgtin:952132.0100001.*',
  ])('hold every event once while others are captured (%s)', async (order) => {
    let next: string | undefined = `/api/epcis/events?perPage=7${order}`;
    const seen: string[] = [];
    for (let page = 0; next !== undefined; page += 1) {
      const answer = await accepted(reader.get(next));
      seen.push(...eventsOf(answer).map((event) => event.text('eventID')));
      next = nextOf(answer);
      const fresh = seen.length * 100 + page + order.length * 10_000;
      await record(application, organisationId, [
        sighting(1000 + fresh),
        sighting(2_000_000 + fresh, '2027-01-01T00:00:00Z'),
      ]);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(50);
  });

  test('eventCountLimit ends the list across pages', async () => {
    const first = await accepted(reader.get('/api/epcis/events?orderBy=eventTime&eventCountLimit=5&perPage=3'));
    expect(eventsOf(first)).toHaveLength(3);
    const second = await accepted(reader.get(nextOf(first) ?? ''));
    expect(eventsOf(second)).toHaveLength(2);
    expect(nextOf(second)).toBeUndefined();
  });

  test('maxEventCount refuses a larger result, and not a result of that size', async () => {
    const answer = await reader.get('/api/epcis/events?maxEventCount=10');
    expect(answer.status).toBe(413);
    expect(answer.body.text('type')).toBe('epcisException:QueryTooLargeException');
    await accepted(reader.get('/api/epcis/events?maxEventCount=1&MATCH_epc=https://id.gs1.org/01/09521321000018/21/3'));
  });

  test('a token is refused for another list, by another reader, changed, or released', async () => {
    const first = await accepted(reader.get('/api/epcis/events?perPage=2'));
    const next = nextOf(first) ?? '';
    expect(new Date(first.headers.get('gs1-next-page-token-expires') ?? 0).getTime()).toBeGreaterThan(Date.now());
    const token = new URLSearchParams(next.split('?')[1]).get('nextPageToken') ?? '';
    const refusals = [
      reader.get(`${next}&EQ_action=ADD`),
      stranger.get(next),
      reader.get(next.replace(token, `${token.startsWith('e') ? 'f' : 'e'}${token.slice(1)}`)),
      reader.get(next.replace(token, 'nothing')),
    ];
    for (const answer of await Promise.all(refusals)) {
      expect(answer.status).toBe(400);
      expect(answer.body.text('detail')).toMatch(/^nextPageToken/);
    }
    await accepted(reader.get(next));
    expect((await reader.send('DELETE', `/api/epcis/nextPageToken/${token}`)).status).toBe(204);
    expect((await reader.get(next)).status).toBe(400);
  });

  test('everybody sees their own events only, the regulator all', async () => {
    expect(eventsOf(await accepted(stranger.get('/api/epcis/events')))).toEqual([]);
  });
});
