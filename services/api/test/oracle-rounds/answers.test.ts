import { describe, expect, test } from '@jest/globals';
import { sampleTerms } from '@fieldseal/oracle';
import { areReady } from '../../src/oracle-rounds/answers.service.ts';

const NOW = 1_000_000;
const round = { terms: sampleTerms().dryYear, secondsPerDay: 0.4 };
const answer = (sourceId: string, at = NOW) => ({ sourceId, receivedAt: new Date(at) });

describe('areReady', () => {
  test('fewer than the quorum are not enough', () => {
    expect(areReady(round, [answer('a'), answer('b')], 4, NOW + 1e9)).toBe(false);
  });

  test('one source alone is not enough', () => {
    expect(areReady(round, [answer('a'), answer('a'), answer('a')], 4, NOW + 1e9)).toBe(false);
  });

  test('everybody has answered', () => {
    expect(areReady(round, [answer('a'), answer('b'), answer('a')], 3, NOW)).toBe(true);
  });

  test('the others get two seconds more on a fast clock', () => {
    const answers = [answer('a'), answer('b'), answer('a', NOW - 5000)];
    expect(areReady(round, answers, 4, NOW + 1999)).toBe(false);
    expect(areReady(round, answers, 4, NOW + 2000)).toBe(true);
  });

  test('and an hour in production', () => {
    const answers = [answer('a'), answer('b'), answer('a')];
    expect(areReady({ ...round, secondsPerDay: 86_400 }, answers, 4, NOW + 3_599_999)).toBe(false);
    expect(areReady({ ...round, secondsPerDay: 86_400 }, answers, 4, NOW + 3_600_000)).toBe(true);
  });
});
