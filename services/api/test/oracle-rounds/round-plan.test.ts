import { describe, expect, test } from '@jest/globals';
import { sampleTerms } from '@fieldseal/oracle';
import { phaseOf } from '../../src/cover/series-terms.ts';
import { planRound } from '../../src/oracle-rounds/round-plan.ts';

const { dryYear } = sampleTerms();
const STARTED_AT = 1_800_000_000_000;
const DAYS = 61;

describe('planRound', () => {
  test('in real time the weather ends with its last day, disputes last as the terms say', () => {
    const { window, rules } = planRound(dryYear, phaseOf(dryYear), 86_400, STARTED_AT);
    expect(window).toEqual({ from: '2015-05-01', to: '2015-06-30' });
    expect(rules.notBefore).toBe(STARTED_AT / 1000 + DAYS * 86_400);
    expect(rules.disputeSeconds).toBe(72 * 3600);
    expect(rules.deadline).toBe(rules.notBefore + 10 * 86_400);
    expect(rules).toMatchObject({ quorum: 3, minSources: 2, toleranceMilli: 5000n });
  });

  test('a replay scales all times, down to two seconds of dispute and an hour of deadline', () => {
    const { rules } = planRound(dryYear, phaseOf(dryYear), 0.4, STARTED_AT);
    expect(rules.notBefore).toBe(STARTED_AT / 1000 + Math.ceil(DAYS * 0.4));
    expect(rules.disputeSeconds).toBe(2);
    expect(rules.deadline).toBe(rules.notBefore + 3600);
  });
});
