import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { createCast } from '../support/season.ts';
import { CASES } from './cases/index.ts';
import type { Case } from './cases/making.ts';
import { eventsOf, NAMESPACE, record } from './support.ts';

const EXTENSIONS = { 'gs1-extensions': `ex=${NAMESPACE}` };

/** Events of a case, told apart from those of all others, and which of them should be found. */
function events({ matches, others }: Case, index: number): Record<string, unknown>[] {
  return [...matches, ...others].map((fields, place) => ({
    type: 'ObjectEvent',
    eventTime: '2026-04-01T08:00:00+08:00',
    eventTimeZoneOffset: '+08:00',
    action: 'OBSERVE',
    epcList: ['https://id.gs1.org/01/09521321000018/21/plain'],
    'ex:case': `case ${index}`,
    'ex:found': place < matches.length,
    'ex:place': place,
    ...fields,
  }));
}

describe('parameters of SimpleEventQuery', () => {
  let application: TestApplication;
  let reader: TestClient;

  beforeAll(async () => {
    application = await TestApplication.start();
    const { people, ids } = await createCast(application);
    reader = people.factory;
    const outcomes = await record(application, ids.factory, CASES.flatMap(events));
    expect(outcomes.filter(({ status }) => status !== 'accepted')).toEqual([]);
  });

  afterAll(() => application.stop());

  const places = (list: ReturnType<typeof eventsOf>): number[] =>
    list.map((event) => event.number('ex:place')).sort((a, b) => a - b);
  const wanted = ({ matches }: Case): number[] => matches.map((_, place) => place);

  test.each(CASES.map((one, index) => [JSON.stringify(one.query), one, index] as const))(
    '%s in a query string',
    async (_, one, index) => {
      const search = new URLSearchParams({ ...one.query, 'EQ_ex:case': `case ${index}` });
      const answer = await accepted(reader.get(`/api/epcis/events?${search.toString()}`, EXTENSIONS));
      expect(places(eventsOf(answer))).toEqual(wanted(one));
    },
  );

  test.each(CASES.map((one, index) => [JSON.stringify(one.query), one, index] as const))(
    '%s in a query document',
    async (_, one, index) => {
      const parameters = Object.entries(one.query).map(([name, value]) => [
        name,
        name === 'EQ_stringValue'
          ? [value]
          : /^(EQ|MATCH|WD|HASATTR|EQATTR|eventType)/.test(name)
            ? value.split('|')
            : value,
      ]);
      const query = {
        '@context': [{ other: NAMESPACE }],
        ...Object.fromEntries(parameters.map(([name, value]) => [String(name).replace('ex:', 'other:'), value])),
        'EQ_other:case': [`case ${index}`],
      };
      const renamed = JSON.parse(JSON.stringify(query).replaceAll('"ex:', '"other:')) as unknown;
      const answer = await accepted(reader.post('/api/epcis/events/query', { query: renamed }));
      expect(places(eventsOf(answer))).toEqual(wanted(one));
    },
  );
});
