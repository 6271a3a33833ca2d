import { describe, expect, test } from '@jest/globals';
import { type Key, MAX_KG, press, step, weightOf } from '../src/farmer/keypad.ts';
import { outlinePath } from '../src/plots/outline.ts';

const typed = (keys: string): string => Array.from(keys).reduce((text, key) => press(text, key as Key), '');

describe('keypad', () => {
  test.each([
    ['365', '365'],
    ['36.5', '36.5'],
    ['36.55', '36.5'],
    ['.5', '0.5'],
    ['007', '7'],
    ['1.2.3', '1.23'.slice(0, 3)],
    ['1234567', '12345'],
  ])('keys %s give %s', (keys, text) => {
    expect(typed(keys)).toBe(text);
  });

  test('delete takes one digit and nothing from nothing', () => {
    expect(press('36', 'delete')).toBe('3');
    expect(press('', 'delete')).toBe('');
  });

  test('steps stay between nothing and the limit', () => {
    expect(step('', 5)).toBe('5');
    expect(step('3.5', -5)).toBe('0');
    expect(step('3.5', 1)).toBe('4.5');
    expect(step(String(MAX_KG), 5)).toBe(String(MAX_KG));
  });

  test('a weight is above zero and within the limit', () => {
    expect(weightOf('36.5')).toBe(36.5);
    for (const text of ['', '0', '0.', '.', String(MAX_KG + 1)]) expect(weightOf(text)).toBeUndefined();
  });
});

describe('outlinePath', () => {
  const polygon = (ring: [number, number][]) => ({
    type: 'Polygon' as const,
    coordinates: [ring] as [[number, number][]],
  });

  test('north is up and the shape fills the square but for its margin', () => {
    const square = polygon([
      [100, 0],
      [101, 0],
      [101, 1],
      [100, 1],
      [100, 0],
    ]);
    expect(outlinePath(square, 100, 10)).toBe('M10.0 90.0L90.0 90.0L90.0 10.0L10.0 10.0L10.0 90.0Z');
  });

  test('degrees of longitude shrink with the latitude', () => {
    const at60 = polygon([
      [0, 59.5],
      [2, 59.5],
      [2, 60.5],
      [0, 60.5],
      [0, 59.5],
    ]);
    expect(outlinePath(at60, 100, 0)).toMatch(/^M0\.0 100\.0L100\.0 100\.0L100\.0 0\.0/);
  });

  test('a ring that is no area has no outline', () => {
    expect(outlinePath(polygon([]), 100, 0)).toBeUndefined();
    expect(
      outlinePath(
        polygon([
          [1, 1],
          [1, 1],
          [2, 2],
          [1, 1],
        ]),
        100,
        0,
      ),
    ).toBeUndefined();
    expect(
      outlinePath(
        polygon([
          [NaN, 1],
          [1, 1],
          [2, 2],
          [1, 1],
        ]),
        100,
        0,
      ),
    ).toBeUndefined();
  });
});
