import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from '../../src/reporter/backoff.ts';

test('doubles up to five seconds', () => {
  expect([1, 2, 3, 4, 5, 50].map((failures) => backoffMs(failures, 500, () => 1))).toEqual([
    500, 1000, 2000, 4000, 5000, 5000,
  ]);
});

test('jitter takes at most half away', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, random) => {
      const full = backoffMs(failures, 500, () => 1);
      const wait = backoffMs(failures, 500, () => random);
      expect(wait).toBeLessThanOrEqual(full);
      expect(wait).toBeGreaterThanOrEqual(full / 2);
    }),
  );
});
