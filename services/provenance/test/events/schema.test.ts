import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readEvent } from '../../src/index.ts';
import { changed, readAll } from '../support/events.ts';
import { describeSuite, readJson, suitePath } from '../support/shared.ts';

describeSuite('epcis', () => {
  for (const [folder, accepted] of [
    ['valid', true],
    ['invalid', false],
    ['bare-events', true],
  ] as const) {
    const path = suitePath('epcis', folder);
    for (const file of existsSync(path) ? readdirSync(path) : []) {
      test(`${folder}/${file} is ${accepted ? 'accepted' : 'refused'}`, () => {
        const { faults } = readAll(readJson('epcis', folder, file));
        if (accepted) expect(faults).toEqual([]);
        else expect(faults).not.toEqual([]);
      });
    }
  }
});

describe('one event', () => {
  const faultsOf = (change: object) => readEvent(changed(change)).faults;

  test('is accepted', () => {
    expect(faultsOf({})).toBeUndefined();
  });

  test.each<[string, string, object]>([
    ['/type', 'missing', { type: undefined }],
    ['/type', 'wrong-value', { type: 'HarvestEvent' }],
    ['/type', 'wrong-value', { type: 7 }],
    ['/eventTime', 'missing', { eventTime: undefined }],
    ['/eventTime', 'wrong-value', { eventTime: '2026-04-02T10:00:00' }],
    ['/eventTime', 'wrong-value', { eventTime: '2026-13-02T10:00:00Z' }],
    ['/eventTime', 'wrong-value', { eventTime: '2026-02-30T10:00:00Z' }],
    ['/eventTime', 'wrong-value', { eventTime: '1900-02-29T10:00:00Z' }],
    ['/eventTime', 'wrong-value', { eventTime: '2026-04-02T24:00:00Z' }],
    ['/eventTime', 'wrong-value', { eventTime: '2016-12-31T23:59:60Z' }],
    ['/eventTime', 'wrong-value', { eventTime: '2026-04-02T10:00:00+15:00' }],
    ['/eventTime', 'wrong-value', { eventTime: '2026-04-02T10:00:00+08:60' }],
    ['/eventTime', 'wrong-value', { eventTime: '0000-12-31T23:59:59Z' }],
    ['/eventTime', 'wrong-value', { eventTime: '0001-01-01T00:00:00+00:01' }],
    ['/eventTime', 'wrong-value', { eventTime: '9999-12-31T23:59:59-00:01' }],
    ['/eventTime', 'too-long', { eventTime: `2026-04-02T10:00:00.${'1'.repeat(100)}Z` }],
    ['/eventTimeZoneOffset', 'wrong-value', { eventTimeZoneOffset: '+15:00' }],
    ['/eventTimeZoneOffset', 'wrong-type', { eventTimeZoneOffset: 8 }],
    ['/recordTime', 'wrong-value', { recordTime: 'today' }],
    ['/action', 'wrong-value', { action: 'MOVE' }],
    ['/bizStep', 'wrong-value', { bizStep: 'cooking' }],
    ['/bizStep', 'wrong-value', { bizStep: 'urn:epcglobal:cbv:bizstep:cooking' }],
    ['/bizStep', 'wrong-value', { bizStep: 'toString' }],
    ['/disposition', 'wrong-value', { disposition: 'shipping' }],
    ['/epcList/0', 'wrong-value', { epcList: ['not a uri'] }],
    ['/epcList/0', 'wrong-value', { epcList: ['https://id.gs1.org/01/龙井'] }],
    ['/epcList/0', 'too-long', { epcList: [`urn:a:${'b'.repeat(2100)}`] }],
    ['/epcList', 'wrong-type', { epcList: 'urn:a:b' }],
    ['/epcList', 'too-long', { epcList: Array.from({ length: 10_001 }, (_, item) => `urn:a:${String(item)}`) }],
    ['/epcList', 'wrong-value', { epcList: ['urn:a:b', 'urn:a:b'] }],
    ['/quantityList/0/colour', 'unknown-field', { quantityList: [{ epcClass: 'urn:a:b', colour: 'red' }] }],
    ['/quantityList/0/quantity', 'wrong-type', { quantityList: [{ epcClass: 'urn:a:b', quantity: '5' }] }],
    ['/quantityList/0', 'wrong-value', { quantityList: [{ epcClass: 'urn:a:b', uom: 'KGM' }] }],
    ['/readPoint/id', 'missing', { readPoint: {} }],
    ['/note', 'unknown-field', { note: 'an extension without namespace' }],
    ['/toString', 'unknown-field', { toString: 'x' }],
    ['/constructor', 'unknown-field', { constructor: 'x' }],
    ['/', 'unknown-field', { '': 'x' }],
    ['/a~1b~0c', 'unknown-field', { 'a/b~c': 'x' }],
    ['/ilmd', 'wrong-value', { action: 'OBSERVE', ilmd: { 'example:a': '1' } }],
    ['/ilmd/note', 'unknown-field', { ilmd: { note: 'x' } }],
    ['/persistentDisposition', 'wrong-value', { persistentDisposition: {} }],
    ['/persistentDisposition/set', 'wrong-value', { persistentDisposition: { set: [] } }],
    ['/certificationInfo/0', 'wrong-type', { certificationInfo: [{ 'gs1:certificate': 'x' }] }],
    ['/errorDeclaration/declarationTime', 'missing', { errorDeclaration: {} }],
    ['/sensorElementList/0/sensorReport', 'missing', { sensorElementList: [{}] }],
    ['/sensorElementList/0/sensorReport/0', 'wrong-value', { sensorElementList: [{ sensorReport: [{}] }] }],
    ['', 'wrong-value', { epcList: undefined }],
    ['', 'wrong-value', { epcList: undefined, quantityList: [] }],
    ['', 'wrong-value', { epcList: undefined, sensorElementList: [{ sensorReport: [{ type: 'Mass' }] }] }],
    ['', 'wrong-value', { type: 'AggregationEvent', epcList: undefined, childEPCs: ['urn:a:b'] }],
    ['', 'wrong-value', { type: 'AggregationEvent', epcList: undefined, parentID: 'urn:a:b', childEPCs: [] }],
    ['/parentID', 'missing', { type: 'AssociationEvent', epcList: undefined, childEPCs: ['urn:a:b'] }],
    ['/bizTransactionList', 'missing', { type: 'TransactionEvent' }],
  ])('points at %s: %s', (pointer, code, change) => {
    expect(faultsOf(change)).toEqual([{ pointer, code, detail: expect.any(String) }]);
  });

  test('of a transformation needs both sides, or one with an id', () => {
    const transformation = { type: 'TransformationEvent', epcList: undefined, action: undefined };
    const read = (change: object) => faultsOf({ ...transformation, ...change })?.map(({ pointer }) => pointer);
    expect(read({ inputEPCList: ['urn:a:b'] })).toEqual(['']);
    expect(read({ inputEPCList: ['urn:a:b'], outputQuantityList: [{ epcClass: 'urn:a:c' }] })).toBeUndefined();
    expect(read({ inputEPCList: ['urn:a:b'], transformationID: 'urn:a:t' })).toBeUndefined();
  });

  test.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2000-02-29T00:00:00.1234567+14:00'])(
    'may have happened at %s',
    (eventTime) => {
      expect(faultsOf({ eventTime })).toBeUndefined();
    },
  );

  test('reports every fault, at most 50', () => {
    expect(faultsOf({ action: 'MOVE', bizStep: 'cooking' })).toHaveLength(2);
    expect(faultsOf({ epcList: Array.from({ length: 9_000 }, (_, item) => `bad ${String(item)}`) })).toHaveLength(50);
  });

  test('of a type of one’s own keeps whatever it has', () => {
    const own = { type: 'example:Tasting', score: { notes: ['x'] }, action: undefined };
    expect(readEvent(changed(own)).event?.document).toMatchObject({ type: 'example:Tasting', score: { notes: ['x'] } });
    expect(faultsOf({ ...own, eventTime: undefined })).toMatchObject([{ pointer: '/eventTime' }]);
    expect(faultsOf({ ...own, bizStep: 7 })).toMatchObject([{ pointer: '/bizStep' }]);
  });
});
