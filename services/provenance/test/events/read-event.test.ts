import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { eventHash, readCaptureDocument, readEvent } from '../../src/index.ts';
import { validEvent } from '../support/arbitrary-events.ts';
import { changed, EXAMPLE_CONTEXT, stored } from '../support/events.ts';

const CONTEXT = [...EXAMPLE_CONTEXT, { other: 'https://other.example/', unused: 'https://unused.example/' }];

describe('stored form', () => {
  test('writes EPC URNs as canonical Digital Links and leaves links of other domains', () => {
    const epcList = ['urn:epc:id:sgtin:4012345.011111.7', 'https://tea.example/01/04012345111118/21/9', 'urn:uuid:1'];
    expect(stored(changed({ epcList })).document).toMatchObject({
      epcList: ['https://id.gs1.org/01/04012345111118/21/7', epcList[1], epcList[2]],
    });
  });

  test('keeps both spellings of one thing, so that no list holds the same text twice', () => {
    const epcList = ['urn:epc:id:sgtin:4012345.011111.7', 'https://id.gs1.org/01/04012345111118/21/7'];
    expect(stored(changed({ epcList })).document).toMatchObject({ epcList });
  });

  test('writes the words of CBV bare, and others as they came', () => {
    const event = changed({
      type: 'epcis:ObjectEvent',
      bizStep: 'urn:epcglobal:cbv:bizstep:shipping',
      disposition: 'https://ref.gs1.org/cbv/Disp-in_transit',
      bizTransactionList: [{ type: 'cbv:BTT-po', bizTransaction: 'urn:a:b' }, { bizTransaction: 'urn:a:c' }],
      sourceList: [{ type: 'example:mill', source: 'urn:a:b' }],
      errorDeclaration: { declarationTime: '2026-04-03T00:00:00Z', reason: 'cbv:ER-incorrect_data' },
      sensorElementList: [{ sensorReport: [{ type: 'gs1:Temperature', exception: 'gs1:ALARM_CONDITION' }] }],
    });
    expect(stored(event).document).toMatchObject({
      type: 'ObjectEvent',
      bizStep: 'shipping',
      disposition: 'in_transit',
      bizTransactionList: [{ type: 'po', bizTransaction: 'urn:a:b' }, { bizTransaction: 'urn:a:c' }],
      sourceList: [{ type: 'example:mill', source: 'urn:a:b' }],
      errorDeclaration: { reason: 'incorrect_data' },
      sensorElementList: [{ sensorReport: [{ type: 'Temperature', exception: 'ALARM_CONDITION' }] }],
    });
  });

  test('drops the record time and keeps times, comments and extensions as they came', () => {
    const kept = {
      eventTime: '2026-04-02T10:00:00.1200+08:00',
      'rdfs:comment': 'first of the spring',
      'example:note': { 'example:gtin': 'urn:epc:id:sgtin:4012345.011111.7', constructor: ['x', 1.5, null] },
    };
    const { document } = stored(changed({ ...kept, recordTime: '2026-04-02T10:00:00Z' }));
    expect(document).toMatchObject(kept);
    expect(document).not.toHaveProperty('recordTime');
  });

  test('names the event by its hash where the sender gave no name', () => {
    const { document, hash } = stored(changed({}));
    expect(document.eventID).toBe(hash);
    expect(stored(changed({ eventID: 'urn:uuid:1' })).document.eventID).toBe('urn:uuid:1');
  });

  test('an error declaration has the hash of the event it corrects', () => {
    const errorDeclaration = { declarationTime: '2026-04-03T00:00:00Z', correctiveEventIDs: ['urn:uuid:1'] };
    expect(stored(changed({ errorDeclaration })).hash).toBe(stored(changed({})).hash);
  });
});

describe('context', () => {
  const contextOf = (event: object, context: unknown) => stored(changed(event), context).document['@context'];

  test('is only what the event uses', () => {
    expect(contextOf({ 'example:a': 1, bizStep: 'other:b' }, CONTEXT)).toEqual([
      { example: 'https://ns.example.com/', other: 'https://other.example/' },
    ]);
    expect(contextOf({}, CONTEXT)).toBeUndefined();
  });

  test('must not make names longer than a database can look up', () => {
    const far = { far: `https://${'例'.repeat(700)}/` };
    for (const [name, event] of Object.entries({
      type: { ...changed({}), type: 'far:Event' },
      bizStep: changed({ bizStep: 'far:step' }),
      disposition: changed({ disposition: 'far:away' }),
    }))
      expect(readEvent(event, far).faults).toMatchObject([{ pointer: `/${name}`, code: 'too-long' }]);
    expect(readEvent(changed({ 'far:field': 1 }), far).faults).toBeUndefined();
  });

  test('of the event comes after that of the document', () => {
    const own = { example: 'https://own.example/' };
    expect(contextOf({ '@context': own, 'example:a': 1, 'other:b': 1 }, CONTEXT)).toEqual([
      { other: 'https://other.example/' },
      own,
    ]);
  });

  test('is kept with all that gives its names a meaning, in its order', () => {
    const address = 'https://terms.example/context.jsonld';
    const first = {
      ex: 'https://ns.example.com/',
      xsd: 'http://www.w3.org/2001/XMLSchema#',
      'ex:date': { '@id': 'ex:date', '@type': 'xsd:date' },
      colour: 'ex:colour',
      unused: 'https://unused.example/',
      '@language': 'zh',
    };
    const later = { sub: { '@id': 'ex:sub/', '@prefix': true } };
    const event = { 'ex:date': '2026-04-02', 'sub:thing': { colour: 'green' } };
    const { unused, ...needed } = first;
    const expected = [needed, address, later];
    expect(unused).toBeDefined();
    expect(contextOf(event, [first, address, later])).toEqual(expected);
    expect(contextOf({ ...event, '@context': expected }, [first, address, later])).toEqual(expected);
    const own = { ex: 'https://own.example/' };
    expect(contextOf({ 'sub:a': 1, 'ex:b': 1, '@context': own }, [{ ex: first.ex }, later])).toEqual([later, own]);
  });

  test('at another address is kept, for it may define what the event uses', () => {
    const address = 'https://terms.example/context.jsonld';
    expect(contextOf({ 'terms:a': 1 }, [address])).toEqual([address]);
  });
});

describe('properties', () => {
  test('normalising changes no hash, and normalising twice changes nothing', () => {
    fc.assert(
      fc.property(validEvent, (event) => {
        const captured = stored(event, CONTEXT);
        const { document, hash } = captured;
        expect(hash).toBe(eventHash(event, CONTEXT));
        expect(eventHash(document)).toBe(hash);
        expect(stored(document, undefined)).toEqual(captured);
        expect(stored(document, CONTEXT)).toEqual(captured);
      }),
      { numRuns: 150 },
    );
  });

  test('the hash depends on no order', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed).reverse();
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .map(([name, item]) => [name, reversed(item)] as const)
          .reverse(),
      );
    };
    fc.assert(
      fc.property(validEvent, (event) => {
        expect(stored(reversed(event), CONTEXT).hash).toBe(stored(event, CONTEXT).hash);
      }),
    );
  });

  test('whatever JSON comes, it is read or refused with reasons', () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 5 }),
      fc.tuple(validEvent, fc.string(), fc.jsonValue()).map(([event, name, value]) => ({ ...event, [name]: value })),
      fc.tuple(validEvent, fc.nat(), fc.jsonValue()).map(([event, at, value]) => {
        const names = Object.keys(event);
        return { ...event, [names[at % names.length] ?? '']: value };
      }),
    );
    fc.assert(
      fc.property(anything, anything, (value, context) => {
        const { event, faults } = readEvent(value, context);
        expect(Boolean(event)).toBe(!faults?.length);
        const { document, faults: reasons } = readCaptureDocument(value);
        expect(Boolean(document)).toBe(!reasons?.length);
      }),
      { numRuns: 300 },
    );
  });
});

describe('hostile input', () => {
  const pointersOf = (change: string) =>
    readEvent(JSON.parse(`{${JSON.stringify(changed({})).slice(1, -1)},${change}}`)).faults?.map(
      ({ pointer }) => pointer,
    );

  test.each<[string, string, string]>([
    ['a prototype', '"__proto__":{"type":"x"}', '/__proto__'],
    ['a prototype inside', '"a:b":{"__proto__":{"x":1}}', '/a:b/__proto__'],
    ['no name inside', '"a:b":{"":1}', '/a:b/'],
    ['U+0000', '"a:b":["\\u0000"]', '/a:b/0'],
    ['U+0000 in a name', '"a:b":{"\\u0000":1}', '/a:b/\u0000'],
    ['half a surrogate pair', '"a:b":"\\ud800"', '/a:b'],
    ['half a surrogate pair in a name', '"a:b":{"\\udc00":1}', '/a:b/\uFFFD'],
    ['no number', '"a:b":1e999', '/a:b'],
    ['a number beyond 2^53', '"a:b":9007199254740993', '/a:b'],
    ['a text too long', `"a:b":"${'x'.repeat(70_000)}"`, '/a:b'],
    ['a name too long', `"a:${'b'.repeat(10_000)}":1`, `/a:${'b'.repeat(498)}`],
    ['too many values', `"a:b":[[${'1,'.repeat(60_000)}1],[${'1,'.repeat(60_000)}1]]`, '/a:b/1/39989'],
    ['too many facets', `"a:b":[${Array.from({ length: 600 }, (_, item) => item).join()}]`, ''],
  ])('%s is a fault', (_, change, pointer) => {
    expect(pointersOf(change)).toEqual([pointer]);
  });

  test('100,000 levels are a fault', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect(readEvent(changed({ 'a:b': deep })).faults).toMatchObject([{ code: 'too-deep' }]);
    expect(readCaptureDocument({ type: 'EPCISDocument', 'a:b': deep }).faults).toMatchObject([{ code: 'too-deep' }]);
  });

  test('names of JavaScript inside extensions are only names', () => {
    const extension = { constructor: { prototype: 'x' }, toString: '1', hasOwnProperty: true };
    expect(stored(changed({ 'a:b': extension })).document).toMatchObject({ 'a:b': extension });
  });
});
