import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { payoutBps } from '../src/cover/payout.ts';
import { drawCurve } from '../src/cover/picture.ts';

const below = {
  side: 'below' as const,
  triggerMilli: 100_000,
  exitMilli: 40_000,
  from: '2015-05-01',
  to: '2015-05-11',
  curve: [
    { date: '2015-05-01', valueMilli: 0 },
    { date: '2015-05-06', valueMilli: 50_000 },
  ],
};

describe('drawCurve', () => {
  test('days run left to right, values bottom to top, a tenth to spare above the highest line', () => {
    const picture = drawCurve(below, 200, 110);
    expect(picture.topMilli).toBeCloseTo(110_000);
    expect(picture.line).toBe('M0 110L100 60');
    expect(picture.area).toBe('M0 110L100 60L100 110L0 110Z');
    expect(picture.last).toEqual({ x: 100, y: 60, date: '2015-05-06', valueMilli: 50_000 });
  });

  test('below: pays partly between the lines and fully under the exit', () => {
    const picture = drawCurve(below, 200, 110);
    expect([picture.triggerY, picture.exitY]).toEqual([10, 70]);
    expect(picture.partly).toEqual({ y: 10, height: 60 });
    expect(picture.fully).toEqual({ y: 70, height: 40 });
  });

  test('above: pays fully over the exit, which is then the upper line', () => {
    const picture = drawCurve({ ...below, side: 'above', triggerMilli: 40_000, exitMilli: 100_000 }, 200, 110);
    expect([picture.triggerY, picture.exitY]).toEqual([70, 10]);
    expect(picture.partly).toEqual({ y: 10, height: 60 });
    expect(picture.fully).toEqual({ y: 0, height: 10 });
  });

  test('an empty curve draws the lines only', () => {
    expect(drawCurve({ ...below, curve: [] }, 200, 110)).toMatchObject({ line: '', area: '', last: undefined });
  });

  test('days outside the window and values that are no numbers are left out, order does not matter', () => {
    const curve = [
      { date: '2015-05-06', valueMilli: 50_000 },
      { date: '2015-04-30', valueMilli: 9_000 },
      { date: '2015-05-12', valueMilli: 9_000 },
      { date: '2015-05-02', valueMilli: NaN },
      { date: 'rubbish', valueMilli: 1 },
      { date: '2015-05-01', valueMilli: 0 },
    ];
    expect(drawCurve({ ...below, curve }, 200, 110).line).toBe('M0 110L100 60');
  });

  test('whatever the numbers, the picture stays in its box', () => {
    const point = fc.record({
      date: fc.integer({ min: 0, max: 20 }).map((n) => new Date(Date.UTC(2015, 3, 25 + n)).toISOString().slice(0, 10)),
      valueMilli: fc.integer({ min: -1_000, max: 2_000_000 }),
    });
    const line = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.array(point, { maxLength: 20 }),
        line,
        line,
        fc.constantFrom('below' as const, 'above' as const),
        (curve, triggerMilli, exitMilli, side) => {
          const picture = drawCurve({ ...below, side, triggerMilli, exitMilli, curve }, 340, 150);
          const numbers = [...picture.line.matchAll(/-?[\d.]+/g)].map(Number);
          return (
            numbers.every((value, position) => value >= 0 && value <= (position % 2 === 0 ? 340 : 150)) &&
            [picture.partly, picture.fully].every(
              (band) => band.y >= 0 && band.height >= 0 && band.y + band.height <= 150.01,
            )
          );
        },
      ),
    );
  });
});

describe('payoutBps', () => {
  test('linear between trigger and exit, rounded down', () => {
    expect(payoutBps(below, 100_000)).toBe(0);
    expect(payoutBps(below, 40_000)).toBe(10_000);
    expect(payoutBps(below, 0)).toBe(10_000);
    expect(payoutBps(below, 80_000)).toBe(3_333);
    expect(payoutBps({ side: 'above', triggerMilli: 10_000, exitMilli: 30_000 }, 15_000)).toBe(2_500);
  });
});
