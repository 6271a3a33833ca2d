import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { linearPayoutPpm, linearShare } from '../../src/payout/linear.ts';
import type { LinearPayout } from '../../src/pure.ts';

const below = (trigger: number, exit: number): LinearPayout => ({ kind: 'linear', side: 'below', trigger, exit });
const above = (trigger: number, exit: number): LinearPayout => ({ kind: 'linear', side: 'above', trigger, exit });

test('Etherisc AYII: trigger 0.75, exit 0.10, at most 0.9 of the sum insured', () => {
  const table = [
    [1.3 / 1.9, 0.091093117],
    [0.8, 0],
    [0.75, 0],
    [0.7, 0.06923073],
    [0.6, 0.20769232],
    [0.45, 0.41538459],
    [0.4, 0.48461532],
    [0.3, 0.62307691],
    [0.2, 0.76153838],
    [0.1, 0.9],
    [0.05, 0.9],
  ] as const;
  for (const [ratio, expected] of table.slice(1)) {
    const part = Number(linearShare(below(0.75, 0.1), Math.round(ratio * 1000), 10n ** 10n)) / 1e10;
    expect(Math.abs(0.9 * part - expected)).toBeLessThan(1e-6);
  }
});

test('legitlads calculator: trigger 400, exit 200, actual 300 pays one half', () => {
  expect(linearPayoutPpm(below(400, 200), 300_000)).toBe(500_000);
});

describe('edges', () => {
  test('nothing at the trigger, all at the exit, on either side', () => {
    expect(linearPayoutPpm(below(60, 5), 60_000)).toBe(0);
    expect(linearPayoutPpm(below(60, 5), 5_000)).toBe(1_000_000);
    expect(linearPayoutPpm(above(20, 40), 20_000)).toBe(0);
    expect(linearPayoutPpm(above(20, 40), 40_000)).toBe(1_000_000);
    expect(linearPayoutPpm(above(20, 40), 25_000)).toBe(250_000);
  });

  test('one thousandth inside the trigger rounds down', () => {
    expect(linearPayoutPpm(below(60, 5), 59_999)).toBe(18);
    expect(linearPayoutPpm(below(101.488, 43.492), 101_487)).toBe(17);
  });
});

describe('for any trigger and exit', () => {
  const level = fc.integer({ min: 0, max: 1_000_000_000 });
  const anyPayout = fc
    .tuple(level, level)
    .filter(([trigger, exit]) => trigger !== exit)
    .map(([trigger, exit]) =>
      trigger > exit ? below(trigger / 1000, exit / 1000) : above(trigger / 1000, exit / 1000),
    );

  test('the payout lies in 0..1,000,000 and never falls as the index gets worse', () => {
    fc.assert(
      fc.property(anyPayout, level, level, (payout, a, b) => {
        const [mild, severe] = (payout.side === 'below') === a > b ? [a, b] : [b, a];
        const less = linearPayoutPpm(payout, mild);
        const more = linearPayoutPpm(payout, severe);
        expect(less).toBeGreaterThanOrEqual(0);
        expect(more).toBeLessThanOrEqual(1_000_000);
        expect(less).toBeLessThanOrEqual(more);
      }),
    );
  });

  test('it is the exact quotient rounded down once', () => {
    fc.assert(
      fc.property(anyPayout, level, (payout, index) => {
        const t = BigInt(Math.round(payout.trigger * 1000));
        const e = BigInt(Math.round(payout.exit * 1000));
        const part = BigInt(linearPayoutPpm(payout, index));
        const [num, den] = payout.side === 'below' ? [t - BigInt(index), t - e] : [BigInt(index) - t, e - t];
        if (num <= 0n) expect(part).toBe(0n);
        else if (num >= den) expect(part).toBe(1_000_000n);
        else {
          expect(part * den <= 1_000_000n * num).toBe(true);
          expect((part + 1n) * den > 1_000_000n * num).toBe(true);
        }
      }),
    );
  });
});
