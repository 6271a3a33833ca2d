import { epcisEventSchema, identifyEvent } from '@fieldseal/provenance';
import { describe, expect, test } from '@jest/globals';
import { checkHarvest } from '../../src/keys/checkHarvest.ts';
import { checkResidence } from '../../src/keys/checkResidence.ts';
import { changed, HARVEST, harvestDocuments, RESIDENCE, residenceDocuments } from './documents.ts';

const OTHER_LOT = 'https://id.example.com/01/06901234567892/10/H261122-OTHER';
const OTHER_PLACE = 'https://id.example.com/own/place/222222222222422282';

describe('checkHarvest', () => {
  const { event, certificate } = harvestDocuments();

  test('documents that say what was recorded may be signed', () => {
    expect(checkHarvest([event, certificate], HARVEST)).toEqual([]);
  });

  test('the same moment in another zone is the same time', () => {
    const body = { ...HARVEST.body, harvestedAt: '2026-11-22T00:30:00.000Z' };
    expect(checkHarvest([event, certificate], { ...HARVEST, body })).toEqual([]);
  });

  test.each([
    ['the other way round', [certificate, event]],
    ['one of them', [certificate]],
    ['one more', [event, certificate, certificate]],
    ['none', []],
    ['something else', [1, null]],
    ['a certificate with a field more', [event, { ...certificate, termsOfUse: 'x' }]],
  ])('%s: not the documents of a harvest', (_, documents) => {
    expect(checkHarvest(documents, HARVEST)).toEqual(['documents']);
  });

  test.each<[string, (string | number)[], unknown, string[]]>([
    ['more in all', ['credentialSubject', 'quantity', 'value'], 365, ['weight']],
    ['other units', ['credentialSubject', 'quantity', 'unit'], 'TNE', ['weight']],
    ['more on the promise', ['credentialSubject', 'conformity', 'quantity', 'value'], 365, ['weight']],
    ['another lot', ['credentialSubject', 'id'], OTHER_LOT, ['lot']],
    ['another plot', ['credentialSubject', 'plot', 'id'], OTHER_PLACE, ['plot']],
    ['an earlier day', ['credentialSubject', 'harvestedFrom'], '2026-11-21T08:30:00+08:00', ['time']],
    ['a later end', ['credentialSubject', 'harvestedUntil'], '2026-11-23T08:30:00+08:00', ['time']],
    ['no fertiliser', ['credentialSubject', 'inputs'], [], ['inputs']],
    ['less of it', ['credentialSubject', 'inputs', 0, 'quantity', 'value'], 2, ['inputs']],
    ['another kind', ['credentialSubject', 'inputs', 0, 'kind'], 'pesticide', ['inputs']],
    ['applied later', ['credentialSubject', 'inputs', 0, 'appliedAt'], '2026-10-01T08:00:00+08:00', ['inputs']],
    ['an interval nobody gave', ['credentialSubject', 'inputs', 0, 'preHarvestIntervalDays'], 7, ['inputs']],
    ['another photo', ['credentialSubject', 'photos', 0, 'digest'], 'e'.repeat(64), ['photo']],
    ['no photo', ['credentialSubject', 'photos'], undefined, ['photo']],
    ['another organisation', ['issuer', 'name'], '别家 Somebody else', ['issuer']],
    ['another event', ['evidence', 0, 'id'], `ni:///sha-256;${'f'.repeat(64)}?ver=CBV2.0`, ['evidence']],
    ['something before it', ['precededBy'], ['a'.repeat(64)], ['evidence']],
  ])('a certificate that says %s is not signed', (_, path, value, names) => {
    expect(checkHarvest([event, changed(certificate, path, value)], HARVEST)).toEqual(names);
  });

  test.each<[string, (string | number)[], unknown, string[]]>([
    ['more', ['quantityList', 0, 'quantity'], 365, ['weight']],
    ['a second amount', ['quantityList', 1], { epcClass: OTHER_LOT, quantity: 1, uom: 'KGM' }, ['weight']],
    ['another lot', ['quantityList', 0, 'epcClass'], OTHER_LOT, ['lot']],
    ['another place', ['readPoint', 'id'], OTHER_PLACE, ['plot']],
    ['another time', ['eventTime'], '2026-11-21T08:30:00+08:00', ['time']],
    ['another step', ['bizStep'], 'shipping', ['event']],
    ['that it ended', ['action'], 'DELETE', ['event']],
    ['a thing more', ['epcList'], ['https://id.example.com/01/06901234567892/21/X'], ['event']],
  ])('an event that says %s is not signed, though its hash is right', (_, path, value, names) => {
    const other = identifyEvent(epcisEventSchema.parse(changed(changed(event, ['eventID'], undefined), path, value)));
    const rebound = changed(certificate, ['evidence', 0, 'id'], other.eventID);
    expect(checkHarvest([other, rebound], HARVEST)).toEqual(names);
  });

  test('an event whose id is not its hash is not signed', () => {
    const eventID = `ni:///sha-256;${'f'.repeat(64)}?ver=CBV2.0`;
    const rebound = changed(certificate, ['evidence', 0, 'id'], eventID);
    expect(checkHarvest([{ ...event, eventID }, rebound], HARVEST)).toEqual(['event']);
  });

  test('a lot of another product is not signed', () => {
    const body = { ...HARVEST.body, gtin: '06901234567908' };
    expect(checkHarvest([event, certificate], { ...HARVEST, body })).toEqual(['lot']);
  });
});

describe('checkResidence', () => {
  const documents = residenceDocuments();

  test('one certificate for each piece may be signed, in any order', () => {
    expect(checkResidence([...documents].reverse(), RESIDENCE)).toEqual([]);
  });

  test.each<[string, unknown[], string[]]>([
    ['none', [], ['documents']],
    ['one that is none', [...documents, {}], ['documents']],
    ['one piece too few', documents.slice(1), ['pieces']],
    ['one piece twice', [documents[0], documents[0]], ['pieces']],
    ['another piece', [documents[0], changed(documents[1], ['credentialSubject', 'id'], OTHER_LOT)], ['pieces']],
    ['a longer stay', [documents[0], changed(documents[1], ['validUntil'], '2030-01-01T00:00:00.000Z')], ['validity']],
    [
      'an earlier start',
      [documents[0], changed(documents[1], ['credentialSubject', 'storedFrom'], '2020-01-01T00:00:00Z')],
      ['time'],
    ],
    ['no identity before it', [documents[0], changed(documents[1], ['precededBy'], [])], ['evidence']],
    ['another warehouse', [documents[0], changed(documents[1], ['issuer', 'name'], '别家 Other')], ['issuer']],
  ])('%s: not signed', (_, given, names) => {
    expect(checkResidence(given, RESIDENCE)).toEqual(names);
  });
});
