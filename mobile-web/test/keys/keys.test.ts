import { createProof, didKey, verifyProofs } from '@fieldseal/provenance';
import { describe, expect, test } from '@jest/globals';
import { generatePair } from '../../src/keys/deviceKey.ts';
import { deviceSigner } from '../../src/keys/deviceSigner.ts';
import { maySign } from '../../src/keys/key.ts';
import { nameOfPhone } from '../../src/keys/nameOfPhone.ts';
import { standingsOf } from '../../src/keys/register.ts';
import { statementsOf } from '../../src/keys/statement.ts';
import { dayOf, endOfDay } from '../../src/scanner/keepUntil.ts';
import { harvestDocuments, residenceDocuments } from './documents.ts';

describe('the key of a phone', () => {
  test('signs what everybody can verify, and cannot be taken out', async () => {
    const pair = await generatePair();
    if (pair === undefined) throw new Error('this runtime has no Ed25519');
    const key = { ...pair, did: didKey(pair.publicKey), standings: [] };
    const { event } = harvestDocuments();
    const proof = await createProof(event, deviceSigner(key), new Date());
    expect(verifyProofs({ ...event, proof })).toMatchObject([{ verified: true, did: key.did }]);
    await expect(crypto.subtle.exportKey('pkcs8', key.privateKey)).rejects.toThrow('not extractable');
  });

  test('signs for its stages, from the first to the last moment', () => {
    const [from, until] = ['2026-01-01T00:00:00Z', '2027-01-01T00:00:00Z'];
    const key = { standings: [{ stage: 'birth', from, until }] };
    const at = (time: string): boolean => maySign(key, 'birth', Date.parse(time));
    expect([at(from), at('2026-12-31T23:59:59Z'), at(until), at('2025-12-31T23:59:59Z')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(maySign(key, 'residence', Date.parse(from))).toBe(false);
  });

  test('counts what the chain has confirmed and nobody has suspended', () => {
    const one = { id: 'a', organisationId: 'o', key: 'k', from: 'f', until: 'u' };
    const transaction = { id: 't', purpose: 'p', status: 'mined' as const };
    const accreditations = [
      { ...one, stage: 'birth' as const, transaction },
      { ...one, stage: 'identity' as const, transaction: { ...transaction, status: 'sent' as const } },
      { ...one, stage: 'residence' as const, transaction, suspendedAt: 's' },
    ];
    expect(standingsOf({ accreditations })).toEqual([{ stage: 'birth', from: 'f', until: 'u' }]);
  });
});

describe('statements', () => {
  test('say what is in the documents', () => {
    const { event, certificate } = harvestDocuments();
    expect(statementsOf([event, certificate])).toMatchObject([
      { kind: 'event', kilograms: 36.5 },
      { kind: 'birth', kilograms: 36.5, plot: '南糯山三号', inputs: ['菜籽饼肥'] },
    ]);
    expect(statementsOf(residenceDocuments())?.map(({ kind }) => kind)).toEqual(['residence', 'residence']);
  });

  test('are not made of documents that cannot be shown in full', () => {
    const { event, certificate } = harvestDocuments();
    expect(statementsOf([event, { ...certificate, type: ['VerifiableCredential', 'Other'] }])).toBeUndefined();
    expect(statementsOf([])).toBeUndefined();
  });
});

describe('the day until which storage is good', () => {
  const now = Date.parse('2026-11-22T04:00:00Z');

  test.each(['', 'tomorrow', '2026-11-21', '2026-11-22', '2036-12-31', '2026-02-31x'])('%p is none', (day) => {
    expect(endOfDay(day, now)).toBeUndefined();
  });

  test('is the end of that day', () => {
    const end = endOfDay('2027-11-22', now);
    expect(end === undefined ? '' : dayOf(Date.parse(end) - 12 * 3_600_000)).toBe('2027-11-22');
  });
});

test.each([
  ['Mozilla/5.0 (Linux; Android 15; Pixel 9)', '岩温 · Android'],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)', '岩温 · iPhone'],
  ['Something', '岩温 · Web'],
])('a phone is called after its owner and make: %s', (agent, name) => {
  expect(nameOfPhone(agent, '岩温')).toBe(name);
});
