import { describe, expect, test } from '@jest/globals';
import { totalShare } from '../../src/payout/total.ts';
import { phaseWith, termsWith } from '../support/terms.ts';

const PPM = 1_000_000n;
const one = [phaseWith({})];

test('phases add up by weight', () => {
  const terms = termsWith([phaseWith({ name: 'a', weight: 0.25 }), phaseWith({ name: 'b', weight: 0.75 })]);
  expect(totalShare(terms, [400_000n, 200_000n], PPM)).toBe(250_000n);
});

test('the sum is rounded down once, not phase by phase', () => {
  const terms = termsWith([phaseWith({ name: 'a', weight: 0.5 }), phaseWith({ name: 'b', weight: 0.5 })]);
  expect(totalShare(terms, [1n, 1n], PPM)).toBe(1n);
});

describe('franchise', () => {
  test('the ACRE group sample: 0.03542857 below a hurdle of 0.15 pays nothing', () => {
    expect(totalShare(termsWith(one, { franchise: 0.15 }), [35_428n], PPM)).toBe(0n);
  });

  test('a total that reaches it is paid in full (eSusFarm: 0.27 with franchise 0.1)', () => {
    expect(totalShare(termsWith(one, { franchise: 0.1 }), [270_000n], PPM)).toBe(270_000n);
    expect(totalShare(termsWith(one, { franchise: 0.27 }), [270_000n], PPM)).toBe(270_000n);
  });
});

test('deductible is subtracted and never turns negative', () => {
  expect(totalShare(termsWith(one, { deductible: 0.15 }), [200_000n], PPM)).toBe(50_000n);
  expect(totalShare(termsWith(one, { deductible: 0.15 }), [100_000n], PPM)).toBe(0n);
});

test('limit caps what is left after the deductible', () => {
  const terms = termsWith(one, { deductible: 0.1, limit: 0.6 });
  expect(totalShare(terms, [1_000_000n], PPM)).toBe(600_000n);
  expect(totalShare(terms, [650_000n], PPM)).toBe(550_000n);
});
