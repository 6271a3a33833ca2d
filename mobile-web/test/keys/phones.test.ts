import { describe, expect, test } from '@jest/globals';
import { type Standing, standingOf } from '../../src/keys/phone.ts';
import { inYears } from '../../src/regulator/inYears.ts';

type Status = 'queued' | 'sent' | 'mined' | 'reverted';

const given = (...states: Status[]) =>
  states.map((status, i) => ({
    id: String(i),
    organisationId: 'o',
    key: 'k',
    stage: 'birth' as const,
    from: 'f',
    until: 'u',
    transaction: { id: 't', purpose: 'p', status },
  }));

describe('where a phone stands', () => {
  test.each<[Standing, Status[]]>([
    ['asking', []],
    ['writing', ['queued']],
    ['writing', ['mined', 'sent']],
    ['reverted', ['mined', 'reverted']],
    ['ready', ['mined']],
  ])('%s with accreditations %j', (standing, states) => {
    expect(standingOf({ accreditations: given(...states) })).toBe(standing);
  });

  test('ended, whatever it was accredited for before', () => {
    expect(standingOf({ accreditations: given('mined'), revokedAt: '2026-11-22T00:00:00Z' })).toBe('ended');
  });
});

test.each([
  ['2026-11-22T10:00:00Z', 1, '2027-11-22T10:00:00.000Z'],
  ['2028-02-29T10:00:00Z', 1, '2029-03-01T10:00:00.000Z'],
])('from %s %i years', (now, years, then) => {
  expect(inYears(new Date(now), years).toISOString()).toBe(then);
});
