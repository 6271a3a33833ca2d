import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TestApplication } from '../support/application.ts';
import { accepted, type TestClient } from '../support/client.ts';
import { createCast } from '../support/season.ts';
import { eventsOf, NAMESPACE, record } from './support.ts';

const HOSTILE = [
  "'; DROP TABLE event; --",
  '" OR 1=1 --',
  "\\'; SELECT pg_sleep(10); --",
  '$1',
  '${1}',
  '%',
  '_',
  '*',
  '\\',
  '{}',
  'null',
  '../../etc/passwd',
  '$.** ? (@ like_regex "(a+)+$")',
  '__proto__',
  'constructor',
  '💥',
  "' || (SELECT query FROM named_query) || '",
];

const NAMES = [
  'EQ_bizStep',
  'EQ_readPoint',
  'WD_readPoint',
  'MATCH_anyEPC',
  'EQ_bizTransaction_po',
  'EQ_eventID',
  'EQ_stringValue',
  'EQ_ex:f',
  'EQ_INNER_ILMD_ex:f',
  'EQ_correctiveEventID',
  'HASATTR_bizStep',
];

describe('queries that are refused', () => {
  let application: TestApplication;
  let reader: TestClient;
  const ask = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    reader.get(`/api/epcis/events?${new URLSearchParams(parameters).toString()}`, {
      'gs1-extensions': `ex=${NAMESPACE}`,
      ...headers,
    });

  beforeAll(async () => {
    application = await TestApplication.start();
    const { people, ids } = await createCast(application);
    reader = people.factory;
    await record(application, ids.factory, [
      {
        type: 'ObjectEvent',
        eventTime: '2026-04-01T08:00:00+08:00',
        eventTimeZoneOffset: '+08:00',
        action: 'OBSERVE',
        epcList: ['urn:example:thing'],
      },
    ]);
  });

  afterAll(() => application.stop());

  test.each([
    ['EQ_nothing', 'x', /no such parameter/],
    ['GE_eventTime', 'yesterday', /time with zone/],
    ['GE_eventTime', '2026-02-30T00:00:00Z', /time with zone/],
    ['LT_recordTime', '2026-01-01T00:00:00', /time with zone/],
    ['EQ_action', 'OBSERVE|REMOVE', /ADD, OBSERVE or DELETE/],
    ['eventType', 'QuantityEvent', /must be one of ObjectEvent/],
    ['EQ_quantity', 'ten', /decimal number/],
    ['GE_value_CEL', '1|2', /decimal number/],
    ['GE_value_CEL', '1e999', /decimal number/],
    ['MATCH_epc', '', /at least one value/],
    ['EXISTS_errorDeclaration', 'perhaps', /true or false/],
    ['EQ_no:f', 'x', /prefix "no" is not known/],
    ['GT_ex:f', 'abc', /decimal number, or a time/],
    ['orderBy', 'bizStep', /eventTime, recordTime/],
    ['orderDirection', 'UP', /one of ASC, DESC/],
    ['maxEventCount', '0', /whole number above 0/],
    ['eventCountLimit', '5', /needs orderBy/],
    ['HASATTR_action', 'ex:f', /not a vocabulary field/],
    ['EQ_bizStep', 'x'.repeat(1001), /at most 1000 characters/],
    ['EQ_bizStep', Array.from({ length: 501 }, (_, i) => `s${i}`).join('|'), /at most 500 values/],
    [
      'MATCH_epc',
      Array.from({ length: 3 }, (_, i) => `urn:epc:idpat:sgtin:95213${i}.*.*`).join('|'),
      /more than 50 searches/,
    ],
  ])('%s=%s names the parameter and what is wrong', async (name, value, detail) => {
    const answer = await ask({ [name]: value });
    expect(answer.status).toBe(400);
    expect(answer.body.text('type')).toBe('epcisException:QueryParameterException');
    expect(answer.body.text('detail')).toMatch(detail);
    expect(answer.body.list('errors')[0]?.text('pointer')).toBe(`/${name}`);
  });

  test('too many parameters, two limits at once, and a page of nothing', async () => {
    const many = Object.fromEntries(Array.from({ length: 61 }, (_, i) => [`EQ_ex:f${i}`, 'x']));
    expect((await ask(many)).body.text('detail')).toMatch(/at most 60 parameters/);
    expect((await ask({ orderBy: 'eventTime', eventCountLimit: '1', maxEventCount: '1' })).status).toBe(400);
    expect((await ask({ perPage: '0' })).status).toBe(400);
    expect(
      (
        await reader.get(
          '/api/epcis/events?EQ_action=ADD&GE_eventTime=2026-01-01T00:00:00Z&GE_eventTime=2026-01-02T00:00:00Z',
        )
      ).status,
    ).toBe(400);
  });

  test.each([
    [{ MATCH_epc: { a: 1 } }],
    [{ MATCH_epc: [['x']] }],
    [{ GE_quantity: [] }],
    [{ '@context': 5, 'EQ_ex:f': ['x'] }],
  ])('a query document %j', async (query) => {
    expect((await reader.post('/api/epcis/events/query', { query })).status).toBe(400);
  });

  test('signs of SQL, patterns and paths find nothing and break nothing, in values and in names', async () => {
    for (const text of HOSTILE)
      for (const name of NAMES) {
        const answer = await ask({ [name]: text });
        expect([200, 400]).toContain(answer.status);
        if (answer.status === 200) expect(eventsOf(answer)).toEqual([]);
      }
    for (const text of HOSTILE)
      for (const name of [`EQ_ex:${text}`, `EQ_bizTransaction_${text}`, `EQ_value_${text}`, `orderBy`, text]) {
        const answer = await ask({ [name]: name === 'orderBy' ? `ex:${text}` : 'x' });
        expect([200, 400]).toContain(answer.status);
      }
    expect(eventsOf(await accepted(reader.get('/api/epcis/events')))).toHaveLength(1);
  });

  test('any names and values are answered or refused, never an error of ours', async () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .tuple(
          fc.constantFrom('EQ_', 'GE_', 'EXISTS_', 'EQ_INNER_', 'MATCH_', 'WD_', 'HASATTR_'),
          fc.string({ maxLength: 20 }),
        )
        .map((parts) => parts.join('')),
      fc.constantFrom(...NAMES),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(name, fc.oneof(fc.jsonValue(), fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 })), {
          maxKeys: 4,
        }),
        async (query) => {
          const answer = await reader.post('/api/epcis/events/query', { query });
          expect([200, 400]).toContain(answer.status);
        },
      ),
      { numRuns: 300 },
    );
  });
});
