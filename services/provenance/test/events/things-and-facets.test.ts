import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { eventFacets, eventThings, facets, THING_ROLES } from '../../src/index.ts';
import { validEvent } from '../support/arbitrary-events.ts';
import { changed, EXAMPLE_CONTEXT, stored } from '../support/events.ts';

const thingsOf = (change: object) => eventThings(stored(changed(change)).document);
const facetsOf = (change: object) => eventFacets(stored(changed(change)).document);
const inEvent = (name: string) => ({ area: 'event', inner: false, name: `https://ns.example.com/${name}` }) as const;

describe('things', () => {
  test('are what an event names, canonical, each with its role, once', () => {
    const epcList = [
      'urn:epc:id:sgtin:4012345.011111.7',
      'https://tea.example/01/04012345111118/21/7',
      'https://id.gs1.org/01/04012345111118/21/8',
    ];
    const quantityList = [{ epcClass: 'urn:epc:class:lgtin:4012345.011111.L1' }];
    expect(thingsOf({ epcList, quantityList })).toEqual([
      { thing: 'https://id.gs1.org/01/04012345111118/21/7', role: THING_ROLES.epc },
      { thing: 'https://id.gs1.org/01/04012345111118/21/8', role: THING_ROLES.epc },
      { thing: 'https://id.gs1.org/01/04012345111118/10/L1', role: THING_ROLES.class },
    ]);
  });

  test('of an aggregation are parent and children', () => {
    const event = {
      type: 'AggregationEvent',
      epcList: undefined,
      parentID: 'urn:epc:id:sscc:4012345.0111112222',
      childEPCs: ['urn:uuid:1'],
      childQuantityList: [{ epcClass: 'urn:uuid:2' }],
    };
    expect(thingsOf(event).map(({ role }) => role)).toEqual([
      THING_ROLES.parent,
      THING_ROLES.child,
      THING_ROLES.childClass,
    ]);
  });

  test('of a transformation are inputs and outputs, also in a type of one’s own', () => {
    for (const type of ['TransformationEvent', 'example:Blending']) {
      const event = {
        type,
        action: undefined,
        epcList: undefined,
        inputEPCList: ['urn:uuid:1'],
        inputQuantityList: [{ epcClass: 'urn:uuid:2' }],
        outputEPCList: ['urn:uuid:3'],
        outputQuantityList: [{ epcClass: 'urn:uuid:4' }],
      };
      expect(thingsOf(event)).toEqual([
        { thing: 'urn:uuid:1', role: THING_ROLES.input },
        { thing: 'urn:uuid:3', role: THING_ROLES.output },
        { thing: 'urn:uuid:2', role: THING_ROLES.inputClass },
        { thing: 'urn:uuid:4', role: THING_ROLES.outputClass },
      ]);
    }
  });
});

describe('facets', () => {
  test('of transactions, sources and destinations hold type and identifier, however they are spelled', () => {
    const found = facetsOf({
      bizTransactionList: [
        { type: 'urn:epcglobal:cbv:btt:po', bizTransaction: 'urn:epc:id:gdti:0614141.00001.16' },
        { bizTransaction: 'urn:a:untyped' },
      ],
      sourceList: [{ type: 'cbv:SDT-location', source: 'urn:epc:id:sgln:4012345.00225.0' }],
      destinationList: [{ type: 'example:mill', destination: 'urn:a:b' }],
    });
    expect(found.sort()).toEqual(
      [
        facets.bizTransaction('po', 'https://tea.example/253/061414100001216'),
        facets.source('location', 'https://id.gs1.org/414/4012345002256'),
        facets.destination('example:mill', 'urn:a:b'),
        facets.destination('https://ns.example.com/mill', 'urn:a:b'),
      ].sort(),
    );
  });

  test('of persistent dispositions and corrections', () => {
    const found = facetsOf({
      persistentDisposition: { set: ['cbv:Disp-damaged'], unset: ['active'] },
      errorDeclaration: {
        declarationTime: '2026-04-03T00:00:00Z',
        reason: 'did_not_occur',
        correctiveEventIDs: ['urn:uuid:1'],
        'example:by': 'Li',
      },
    });
    for (const facet of [
      facets.set('damaged'),
      facets.unset('active'),
      facets.exists('errorDeclaration'),
      facets.errorReason('did_not_occur'),
      facets.correctiveEvent('urn:uuid:1'),
      facets.fieldValue({ ...inEvent('by'), area: 'errorDeclaration' }, 'Li'),
    ]) {
      expect(found).toContain(facet);
    }
    expect(facetsOf({})).toEqual([]);
  });

  test('of sensors hold what may be asked for by equality', () => {
    const found = facetsOf({
      sensorElementList: [
        {
          sensorMetadata: { deviceID: 'urn:epc:id:giai:4000001.111', bizRules: 'urn:a:rules', 'example:m': '1' },
          sensorReport: [
            { type: 'gs1:Temperature', booleanValue: true, hexBinaryValue: 'f0', stringValue: 'wet', 'example:r': 2 },
            { type: 'example:Aroma', uriValue: 'urn:a:v', microorganism: 'urn:a:m', chemicalSubstance: 'urn:a:c' },
          ],
          'example:e': '3',
        },
      ],
    });
    for (const facet of [
      facets.exists('sensorElementList'),
      facets.sensor('deviceID', 'https://id.gs1.org/8004/4000001111'),
      facets.sensor('bizRules', 'urn:a:rules'),
      facets.sensor('type', 'Temperature'),
      facets.sensor('type', 'https://ns.example.com/Aroma'),
      facets.sensor('booleanValue', 'true'),
      facets.sensor('hexBinaryValue', 'F0'),
      facets.sensor('stringValue', 'wet'),
      facets.sensor('uriValue', 'urn:a:v'),
      facets.sensor('microorganism', 'urn:a:m'),
      facets.sensor('chemicalSubstance', 'urn:a:c'),
      facets.fieldValue({ ...inEvent('m'), area: 'sensorMetadata' }, '1'),
      facets.fieldValue({ ...inEvent('r'), area: 'sensorReport' }, '2'),
      facets.fieldValue({ ...inEvent('e'), area: 'sensorElement' }, '3'),
    ]) {
      expect(found).toContain(facet);
    }
  });

  test('of extension fields tell outer from inner, and one area from another', () => {
    const found = facetsOf({
      'example:a': { 'example:b': ['x', { 'example:c': 1 }] },
      ilmd: { 'example:d': { 'example:e': 'y' } },
      readPoint: { id: 'urn:a:b', 'example:gate': '4' },
    });
    const inner = (name: string) => ({ ...inEvent(name), inner: true });
    expect(found.sort()).toEqual(
      [
        facets.field(inEvent('a')),
        facets.field(inner('b')),
        facets.fieldValue(inner('b'), 'x'),
        facets.field(inner('c')),
        facets.fieldValue(inner('c'), '1'),
        facets.exists('ilmd'),
        facets.field({ ...inEvent('d'), area: 'ilmd' }),
        facets.field({ ...inner('e'), area: 'ilmd' }),
        facets.fieldValue({ ...inner('e'), area: 'ilmd' }, 'y'),
        facets.field({ ...inEvent('gate'), area: 'readPoint' }),
        facets.fieldValue({ ...inEvent('gate'), area: 'readPoint' }, '4'),
      ].sort(),
    );
  });

  test.each<[unknown, string]>([
    [7, '07.0'],
    ['07.0', '7'],
    [true, 'true'],
    ['2026-04-02T10:00:00+08:00', '2026-04-02T02:00:00Z'],
    ['urn:epc:id:sgtin:4012345.011111.7', 'https://id.gs1.org/01/04012345111118/21/7'],
  ])('value %j is found as %s', (value, asked) => {
    expect(facetsOf({ 'example:a': value })).toContain(facets.fieldValue(inEvent('a'), asked));
  });

  test('are never longer than 200 characters, and still differ', () => {
    const [first, second] = ['a', 'b'].map((end) => facets.fieldValue(inEvent('n'.repeat(300)), end));
    expect(first).toHaveLength(200);
    expect(first).not.toBe(second);
  });

  test('keep name and value apart', () => {
    const facet = (name: string, value: string) => facets.fieldValue({ area: 'event', inner: false, name }, value);
    expect(facet('a:b=c', 'd')).not.toBe(facet('a:b', 'c=d'));
    expect(facet('a:b%3Dc', 'd')).not.toBe(facet('a:b=c', 'd'));
  });

  test('and things are distinct and bounded for every event', () => {
    fc.assert(
      fc.property(validEvent, (event) => {
        const { document } = stored(event, [...EXAMPLE_CONTEXT, { other: 'https://other.example/' }]);
        const found = eventFacets(document);
        expect(new Set(found).size).toBe(found.length);
        expect(found.every(({ length }) => length <= 200)).toBe(true);
        const things = eventThings(document).map(({ thing, role }) => `${String(role)} ${thing}`);
        expect(new Set(things).size).toBe(things.length);
      }),
    );
  });
});
