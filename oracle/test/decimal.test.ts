import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimalText, divideHalfUp, fixedPoint, fixedPointNumber } from '../src/decimal.ts';

describe('fixedPoint', () => {
  test.each([
    ['0.1', 3, 100],
    ['-2.5', 3, -2500],
    ['101.488', 3, 101488],
    ['7', 0, 7],
    ['1.2300', 2, 123],
    ['-0', 3, 0],
  ])('%s at scale %d is %d', (text, scale, value) => {
    expect(fixedPoint(text, scale)).toBe(value);
  });

  test.each(['', '1e3', '0x10', '1,5', ' 1', 'NaN', '.5', '5.', '1.2.3', '-'])('refuses %j', (text) => {
    expect(() => fixedPoint(text, 3)).toThrow(/not a plain decimal/);
  });

  test('refuses decimals beyond the scale, or rounds half away from zero when told to', () => {
    expect(() => fixedPoint('1.2345', 3)).toThrow('1.2345 has more than 3 decimals');
    expect(fixedPoint('1.2345', 3, 'round')).toBe(1235);
    expect(fixedPoint('1.23449', 3, 'round')).toBe(1234);
    expect(fixedPoint('-1.2345', 3, 'round')).toBe(-1235);
  });

  test('refuses what an exact integer cannot hold', () => {
    expect(() => fixedPoint('999999999999999', 6)).toThrow(/too large/);
  });

  test('a JSON number counts as its author wrote it', () => {
    expect(fixedPointNumber(43.492, 3)).toBe(43492);
    expect(() => fixedPointNumber(0.1 + 0.2, 3)).toThrow(/more than 3 decimals/);
    expect(() => fixedPointNumber(1e-7, 6)).toThrow(/not a plain decimal/);
  });

  test('reads back every text it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2e9, max: 2e9 }), fc.integer({ min: 0, max: 6 }), (value, scale) => {
        expect(fixedPoint(decimalText(value, scale), scale)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

test('divideHalfUp rounds halves up', () => {
  expect([0n, 1n, 2n, 3n, 4n].map((n) => divideHalfUp(n, 2n))).toEqual([0n, 1n, 1n, 2n, 2n]);
});
