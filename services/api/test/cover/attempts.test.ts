import { describe, expect, test } from '@jest/globals';
import { MOST_ATTEMPTS, nextAttempt } from '../../src/cover/attempts.ts';

const AT = 1_000_000;

describe('nextAttempt', () => {
  test('the first attempt is made at once', () => {
    expect(nextAttempt(undefined, AT)).toBe(1);
  });

  test.each(['queued', 'sent'] as const)('nothing is attempted while a transaction is %s', (status) => {
    expect(nextAttempt({ number: 1, statuses: ['mined', status], at: AT }, AT + 1e9)).toBeUndefined();
  });

  test('after a refusal it waits a second, then twice as long each time', () => {
    expect(nextAttempt({ number: 1, statuses: ['reverted'], at: AT }, AT + 999)).toBeUndefined();
    expect(nextAttempt({ number: 1, statuses: ['reverted'], at: AT }, AT + 1000)).toBe(2);
    expect(nextAttempt({ number: 4, statuses: ['reverted'], at: AT }, AT + 7999)).toBeUndefined();
    expect(nextAttempt({ number: 4, statuses: ['reverted'], at: AT }, AT + 8000)).toBe(5);
  });

  test('what was mined and is still called for waits ten seconds', () => {
    expect(nextAttempt({ number: 1, statuses: ['mined'], at: AT }, AT + 9999)).toBeUndefined();
    expect(nextAttempt({ number: 1, statuses: ['mined'], at: AT }, AT + 10_000)).toBe(2);
  });

  test('waits are an hour at most, and attempts end', () => {
    expect(nextAttempt({ number: 19, statuses: ['reverted'], at: AT }, AT + 3_600_000)).toBe(20);
    expect(nextAttempt({ number: MOST_ATTEMPTS, statuses: ['reverted'], at: AT }, AT + 1e12)).toBeUndefined();
  });
});
