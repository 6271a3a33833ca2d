import { describe, expect, test } from '@jest/globals';
import { nextAttempt } from '../../src/cover/attempts.ts';

const AT = 1_000_000;
const HOUR_MS = 3_600_000;

describe('nextAttempt', () => {
  test('the first attempt is made at once', () => {
    expect(nextAttempt(undefined, AT)).toBe(1);
  });

  test.each(['queued', 'sent'] as const)('nothing is attempted while a transaction is %s', (status) => {
    const latest = { number: 1, failures: 1, statuses: ['mined', status] as const, at: AT };
    expect(nextAttempt(latest, AT + 1e9)).toBeUndefined();
  });

  test('after a refusal it waits a second, then twice as long each time', () => {
    const refused = (failures: number) => ({ number: failures, failures, statuses: ['reverted'] as const, at: AT });
    expect(nextAttempt(refused(1), AT + 999)).toBeUndefined();
    expect(nextAttempt(refused(1), AT + 1000)).toBe(2);
    expect(nextAttempt(refused(4), AT + 7999)).toBeUndefined();
    expect(nextAttempt(refused(4), AT + 8000)).toBe(5);
  });

  test('what was mined and is still called for waits ten seconds', () => {
    const mined = { number: 1, failures: 1, statuses: ['mined'] as const, at: AT };
    expect(nextAttempt(mined, AT + 9999)).toBeUndefined();
    expect(nextAttempt(mined, AT + 10_000)).toBe(2);
  });

  test.each([19, 20, 500, 5000])('after %i failures it waits an hour, and tries again', (failures) => {
    const refused = { number: failures, failures, statuses: ['reverted'] as const, at: AT };
    expect(nextAttempt(refused, AT + HOUR_MS - 1)).toBeUndefined();
    expect(nextAttempt(refused, AT + HOUR_MS)).toBe(failures + 1);
  });

  test('after progress it goes on at once, whatever failed before', () => {
    expect(nextAttempt({ number: 40, failures: 0, statuses: ['mined', 'reverted'], at: AT }, AT)).toBe(41);
    expect(nextAttempt({ number: 41, failures: 1, statuses: ['reverted'], at: AT }, AT + 1000)).toBe(42);
  });
});
