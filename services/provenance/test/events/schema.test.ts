import { describe, expect, test } from '@jest/globals';
import { epcisDocumentSchema, epcisEventSchema } from '../../src/index.ts';
import { describeSuite, readJson, suitePath } from '../support/shared.ts';
import { existsSync, readdirSync } from 'node:fs';

describeSuite('epcis', () => {
  for (const [folder, accepted, schema] of [
    ['valid', true, epcisDocumentSchema],
    ['invalid', false, epcisDocumentSchema],
    ['bare-events', true, epcisEventSchema],
  ] as const) {
    const path = suitePath('epcis', folder);
    for (const file of existsSync(path) ? readdirSync(path) : []) {
      test(`${folder}/${file} is ${accepted ? 'accepted and kept whole' : 'refused'}`, () => {
        const document = readJson('epcis', folder, file);
        const result = schema.safeParse(document);
        expect(result.success).toBe(accepted);
        if (result.success) expect(result.data).toEqual(document);
      });
    }
  }
});

describe('one event', () => {
  const event = {
    type: 'ObjectEvent',
    eventTime: '2026-04-02T10:00:00+08:00',
    eventTimeZoneOffset: '+08:00',
    action: 'ADD',
    epcList: ['https://id.gs1.org/01/04012345111118/21/1'],
  };
  const faultsOf = (change: object) =>
    epcisEventSchema.safeParse({ ...event, ...change }).error?.issues.map(({ path }) => path.join('/'));

  test('is accepted', () => {
    expect(faultsOf({})).toBeUndefined();
  });

  test.each<[string, object]>([
    ['eventTime', { eventTime: '2026-04-02T10:00:00' }],
    ['eventTime', { eventTime: '2026-13-02T10:00:00Z' }],
    ['eventTime', { eventTime: '2026-04-02T23:59:60Z' }],
    ['eventTimeZoneOffset', { eventTimeZoneOffset: '+15:00' }],
    ['action', { action: 'MOVE' }],
    ['bizStep', { bizStep: 'cooking' }],
    ['epcList/0', { epcList: ['not a uri'] }],
    ['epcList', { epcList: Array.from({ length: 10_001 }, () => 'urn:a:b') }],
    ['quantityList/0', { quantityList: [{ epcClass: 'urn:a:b', colour: 'red' }] }],
    ['note', { note: 'an extension without namespace' }],
    ['example:deep', { 'example:deep': JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) as unknown }],
    ['persistentDisposition', { persistentDisposition: {} }],
  ])('points at %s', (path, change) => {
    expect(faultsOf(change)).toEqual([path]);
  });

  test('that puts something into nothing is refused', () => {
    expect(faultsOf({ type: 'AggregationEvent', epcList: undefined, childEPCs: ['urn:a:b'] })).toBeDefined();
  });
});
