import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dryDaysIndex } from '../../src/indices/dry-days.ts';
import { fixedPoint } from '../../src/decimal.ts';

function longest(cells: readonly (string | number)[], dryBelow = 1_000_000): number | null {
  const index = dryDaysIndex(dryBelow);
  for (const cell of cells) index.add(cell === '' ? null : fixedPoint(String(cell), 6, 'round'));
  return index.indexMilli();
}

const yearOfRain = (dryFrom: number, dryTo: number) =>
  Array.from({ length: 365 }, (_, day) => (day >= dryFrom && day < dryTo ? 0 : 10));

describe('max-consecutive-dry-days', () => {
  test.each([
    ['CHIRPS A', [0, 0, 0, 0, '20.1769542694092'], 4000],
    ['CHIRPS B', ['38.3542251586914', 0, '38.3542251586914', 0, 0], 2000],
    ['CHIRPS A, four days', [0, 0, 0, 0], 4000],
    ['CHIRPS A, second day missing', [0, '', 0, 0, '20.1769542694092'], 2000],
    ['xclim a[5:15]=0', yearOfRain(5, 15), 10_000],
    ['xclim a[:10]=0', yearOfRain(0, 10), 10_000],
    ['xclim a[5:35]=0, no break at a month end', yearOfRain(5, 35), 30_000],
    ['ARC2 week', ['19.59', 0, '1.19', '0.31', '0.40', '1.09', 0], 2000],
  ])('%s', (_name, cells, expected) => {
    expect(longest(cells)).toBe(expected);
  });

  test('exactly the threshold is a wet day, just below is dry', () => {
    expect(longest(['1.0'])).toBe(0);
    expect(longest(['0.999999'])).toBe(1000);
  });

  test('all missing is no number', () => {
    expect(longest(['', ''])).toBeNull();
  });

  test('is at most the number of days and never grows when a day gets wetter', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1 }), fc.nat(), (days, at) => {
        const before = longest(days) ?? -1;
        const wetter = days.map((value, i) => (i === at % days.length ? value + 5 : value));
        expect(before).toBeLessThanOrEqual(days.length * 1000);
        expect(longest(wetter) ?? -1).toBeLessThanOrEqual(before);
      }),
    );
  });
});
