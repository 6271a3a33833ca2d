import { describe, expect, test } from '@jest/globals';
import { isExpired, nextSteps, type SeriesOnChain, stateOf, type Waiting } from '../../src/cover/series-steps.ts';

const SALES_END = 1000;
const NOT_BEFORE = 2000;
const DEADLINE = 9000;
const READY: Waiting = { answersReady: true, unsettledPolicies: true };
const NOT_READY: Waiting = { answersReady: false, unsettledPolicies: true };

type Change = { round?: Partial<SeriesOnChain['round']>; account?: Partial<SeriesOnChain['account']> } & Partial<
  Pick<SeriesOnChain, 'state' | 'now'>
>;

function onChain({ round, account, ...rest }: Change): SeriesOnChain {
  const rules = {
    quorum: 3,
    minSources: 2,
    toleranceMilli: 5000n,
    disputeSeconds: 2,
    notBefore: NOT_BEFORE,
    deadline: DEADLINE,
  };
  return {
    state: 'open',
    now: 0,
    salesEnd: SALES_END,
    round: {
      status: 'open',
      rules,
      valueMilli: 0n,
      missingDays: 0,
      observations: 0,
      disputeEndsAt: 0,
      reopenedAt: 0,
      ...round,
    },
    account: {
      exposure: 10n,
      premiums: 1n,
      policies: 1,
      closedPolicies: 0,
      outcome: 'none',
      payoutFactor: 0,
      reserved: 0n,
      paid: 0n,
      ...account,
    },
    ...rest,
  };
}

describe('nextSteps', () => {
  test.each(['none', 'draft'] as const)('a series that is %s waits', (state) => {
    expect(nextSteps(onChain({ state, now: SALES_END }), READY)).toEqual([]);
  });

  test('sales end at their time, not before', () => {
    expect(nextSteps(onChain({ now: SALES_END - 1 }), READY)).toEqual([]);
    expect(nextSteps(onChain({ now: SALES_END }), READY)).toEqual(['close']);
  });

  test('observations go to the chain when the weather is over and enough are there', () => {
    expect(nextSteps(onChain({ state: 'observing', now: NOT_BEFORE - 1 }), READY)).toEqual([]);
    expect(nextSteps(onChain({ state: 'observing', now: NOT_BEFORE }), NOT_READY)).toEqual([]);
    expect(nextSteps(onChain({ state: 'observing', now: NOT_BEFORE }), READY)).toEqual(['propose']);
  });

  test('after the dispute window the money follows at once', () => {
    const round = { status: 'proposed', disputeEndsAt: 3000 } as const;
    expect(nextSteps(onChain({ state: 'proposed', now: 2999, round }), READY)).toEqual([]);
    expect(nextSteps(onChain({ state: 'proposed', now: 3000, round }), READY)).toEqual(['finalize', 'settle', 'pay']);
  });

  test.each(['contested', 'disputed'] as const)('a %s round waits, until its deadline', (status) => {
    expect(nextSteps(onChain({ state: status, now: DEADLINE, round: { status } }), READY)).toEqual([]);
    expect(nextSteps(onChain({ state: status, now: DEADLINE + 1, round: { status } }), READY)).toEqual([
      'settle',
      'pay',
    ]);
  });

  test('a final value that somebody else brought is settled', () => {
    expect(nextSteps(onChain({ state: 'final', now: 4000, round: { status: 'final' } }), READY)).toEqual([
      'settle',
      'pay',
    ]);
  });

  test('a settled series pays until all have their money', () => {
    const account = { outcome: 'final', reserved: 5n } as const;
    expect(nextSteps(onChain({ state: 'final', account }), READY)).toEqual(['pay']);
    expect(nextSteps(onChain({ state: 'final', account }), { ...READY, unsettledPolicies: false })).toEqual([]);
  });

  test('a settled series that owes nothing pays nobody', () => {
    expect(nextSteps(onChain({ state: 'swept', account: { outcome: 'final' } }), READY)).toEqual([]);
  });

  test.each(['expired', 'cancelled'] as const)('after an outcome %s premiums are paid back', (outcome) => {
    expect(nextSteps(onChain({ state: outcome, account: { outcome } }), READY)).toEqual(['pay']);
  });
});

describe('isExpired', () => {
  test('the deadline itself is in time', () => {
    expect(isExpired(onChain({ now: DEADLINE }))).toBe(false);
    expect(isExpired(onChain({ now: DEADLINE + 1 }))).toBe(true);
  });

  test('a proposal made in time does not expire', () => {
    expect(isExpired(onChain({ now: DEADLINE + 1, round: { status: 'proposed' } }))).toBe(false);
  });
});

describe('stateOf', () => {
  test('a settled series is final until all are paid', () => {
    const seen = onChain({ state: 'final', account: { outcome: 'final', reserved: 5n } });
    expect(stateOf(seen, READY)).toBe('final');
    expect(stateOf(seen, { ...READY, unsettledPolicies: false })).toBe('settled');
  });

  test('a series without an index is refunded when all have their premium back', () => {
    const seen = onChain({ state: 'expired', account: { outcome: 'expired' } });
    expect(stateOf(seen, READY)).toBe('closed');
    expect(stateOf(seen, { ...READY, unsettledPolicies: false })).toBe('refunded');
  });

  test('a closed series observes as soon as its weather began', () => {
    expect(stateOf(onChain({ state: 'closed', now: SALES_END }), READY)).toBe('observing');
  });
});
