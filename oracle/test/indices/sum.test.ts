import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sumIndex } from '../../src/indices/sum.ts';
import { fixedPoint } from '../../src/decimal.ts';

function sumOf(cells: readonly string[], cap = Infinity): number | null {
  const index = sumIndex(cap);
  for (const cell of cells) index.add(cell === '' ? null : fixedPoint(cell, 6, 'round'));
  return index.indexMilli();
}

describe('sum', () => {
  test('ten times 0.1 mm is exactly 1 mm', () => {
    expect(sumOf(Array.from({ length: 10 }, () => '0.1'))).toBe(1000);
  });

  test('the ARC2 week of the worked examples: 22.610933 mm, and 8.012939 mm with 5 mm a day at most', () => {
    const week = [
      '19.597993850708008',
      '0.0',
      '1.1990208625793457',
      '0.31660813093185425',
      '0.40143030881881714',
      '1.095880150794983',
      '0.0',
    ];
    expect(sumOf(week)).toBe(22611);
    expect(sumOf(week, 5_000_000)).toBe(8013);
  });

  test('a missing day counts as the mean of the others, not as zero', () => {
    expect(sumOf(['2', '', '4'])).toBe(9000);
    expect(sumOf(['2', '0', '4'])).toBe(6000);
  });

  test('no day with a value is no number', () => {
    expect(sumOf([])).toBeNull();
    expect(sumOf(['', ''])).toBeNull();
    expect(sumOf(['', '0'])).toBe(0);
  });

  test('the order of the days does not matter, more rain never lowers it', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 2_000_000_000 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(amounts, fc.nat(79), fc.nat(1_000_000), (days, at, extra) => {
        const run = (values: number[]) => {
          const index = sumIndex(30_000_000);
          values.forEach((value) => {
            index.add(value);
          });
          return index.indexMilli() ?? -1;
        };
        expect(run(days.toReversed())).toBe(run(days));
        expect(run(days.map((v, i) => (i === at ? v + extra : v)))).toBeGreaterThanOrEqual(run(days));
        expect(run(days)).toBeLessThanOrEqual(30_000 * days.length);
      }),
    );
  });
});
