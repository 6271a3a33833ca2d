import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { completeSeasons, evaluatePhase, evaluateSeason, phaseWindow, runningIndex } from '../src/evaluate.ts';
import { phaseWith, rain, termsWith } from './support/terms.ts';

describe('windows', () => {
  test('one that crosses the new year belongs to the year of its first day', () => {
    const phase = phaseWith({ from: '12-15', to: '01-15' });
    expect(phaseWindow(termsWith([phase]), phase, 2014)).toEqual({ from: '2014-12-15', to: '2015-01-15' });
  });

  test('a later phase that starts earlier in the calendar lies in the following year', () => {
    const sowing = phaseWith({ name: 'sowing', from: '11-01', to: '12-31', weight: 0.5 });
    const filling = phaseWith({ name: 'filling', from: '01-01', to: '02-29', weight: 0.5 });
    const terms = termsWith([sowing, filling]);
    expect(phaseWindow(terms, filling, 2014)).toEqual({ from: '2015-01-01', to: '2015-02-28' });
    expect(phaseWindow(terms, filling, 2015)).toEqual({ from: '2016-01-01', to: '2016-02-29' });
  });

  test('a window may be a single day', () => {
    const phase = phaseWith({ from: '05-01', to: '05-01' });
    expect(evaluatePhase(rain('2015-05-01', [7]), phase, phaseWindow(termsWith([phase]), phase, 2015))).toEqual({
      indexMilli: 7000,
      missingDays: 0,
      throughDate: '2015-05-01',
    });
  });

  test('rain outside the window does not count', () => {
    const phase = phaseWith({ from: '05-02', to: '05-03' });
    const window = phaseWindow(termsWith([phase]), phase, 2015);
    expect(evaluatePhase(rain('2015-05-01', [9, 1, 2, 9]), phase, window).indexMilli).toBe(3000);
  });

  test('only seasons that the series covers from end to end are complete', () => {
    const phase = phaseWith({ from: '12-31', to: '01-02' });
    const terms = termsWith([phase]);
    expect(
      completeSeasons(
        terms,
        rain(
          '2013-12-31',
          Array.from({ length: 368 }, () => 1),
        ),
      ),
    ).toEqual([2013, 2014]);
    expect(
      completeSeasons(
        terms,
        rain(
          '2014-01-01',
          Array.from({ length: 366 }, () => 1),
        ),
      ),
    ).toEqual([]);
  });
});

describe('missing days', () => {
  const phase = phaseWith({ from: '05-01', to: '05-05' });
  const terms = termsWith([phase], { missing: { maxDays: 1, fallback: 'refund' } });

  test('up to the allowed number the season is evaluated', () => {
    const result = evaluateSeason(terms, rain('2015-05-01', [0, '', 0, 0, 0]), 2015);
    expect(result.outcome).toBe('evaluated');
    expect(result.phases[0]?.missingDays).toBe(1);
  });

  test('one more and there is no payout, not a payout of zero', () => {
    const result = evaluateSeason(terms, rain('2015-05-01', [0, '', '', 0, 0]), 2015);
    expect(result).toMatchObject({ outcome: 'insufficient-data', payoutPpm: null, payoutE10: null });
  });

  test('days the series does not reach are missing too', () => {
    expect(evaluateSeason(terms, rain('2015-05-01', [0, 0, 0]), 2015).outcome).toBe('insufficient-data');
    expect(evaluateSeason(terms, rain('2020-05-01', [0]), 2015).phases[0]).toMatchObject({
      indexMilli: null,
      missingDays: 5,
    });
  });

  test('terms without the rule allow none', () => {
    const strict = { ...terms, missing: undefined };
    expect(evaluateSeason(strict, rain('2015-05-01', [0, '', 0, 0, 0]), 2015).outcome).toBe('insufficient-data');
  });
});

describe('running index', () => {
  const phase = phaseWith({ from: '05-01', to: '05-04' });
  const window = phaseWindow(termsWith([phase]), phase, 2015);

  test('shows each played day', () => {
    expect(runningIndex(rain('2015-04-30', [5, 1, 40, '']), phase, window)).toEqual([
      { indexMilli: 1000, missingDays: 0, throughDate: '2015-05-01' },
      { indexMilli: 31_000, missingDays: 0, throughDate: '2015-05-02' },
      { indexMilli: 46_500, missingDays: 1, throughDate: '2015-05-03' },
    ]);
  });

  test('is empty before the season', () => {
    expect(runningIndex(rain('2015-04-29', [5, 1]), phase, window)).toEqual([]);
  });

  test('ends at the final value', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 4, maxLength: 9 }), (days) => {
        const series = rain('2015-05-01', days);
        expect(runningIndex(series, phase, window).at(-1)).toEqual(evaluatePhase(series, phase, window));
      }),
    );
  });
});

test('a series without the variable is an error, not a dry season', () => {
  const phase = phaseWith({});
  const series = { from: '2015-05-01', length: 61, values: {} };
  expect(() => evaluatePhase(series, phase, { from: '2015-05-01', to: '2015-06-30' })).toThrow(/no precipitation/);
});

test('ppm and ten-digit payouts agree to the ppm', () => {
  const phase = phaseWith({ from: '05-01', to: '05-02' });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (milli) => {
      const result = evaluateSeason(termsWith([phase]), rain('2015-05-01', [(milli / 1000).toFixed(3), 0]), 2015);
      expect(Math.floor((result.payoutE10 ?? 0) / 10_000)).toBe(result.payoutPpm);
    }),
  );
});
