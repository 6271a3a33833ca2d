import { describe, expect, test } from '@jest/globals';
import { daysBehind } from '../src/insurer/lag.ts';
import { sharePercent } from '../src/insurer/share.ts';
import { stagesOf } from '../src/insurer/stepper.ts';

describe('stagesOf', () => {
  test('what is behind is done, what is ahead is not', () => {
    const stages = stagesOf('observing').map((stage) => `${stage.state}:${stage.at}`);
    expect(stages).toEqual([
      'draft:done',
      'open:done',
      'closed:done',
      'observing:now',
      'proposed:ahead',
      'final:ahead',
      'settled:ahead',
    ]);
  });

  test('a settled series is done; a contested one waits there; a refunded one ends there', () => {
    expect(stagesOf('settled').every((stage) => stage.at === 'done')).toBe(true);
    expect(stagesOf('contested').find((stage) => stage.at === 'now')?.state).toBe('contested');
    expect(stagesOf('refunded').at(-1)).toEqual({ state: 'refunded', at: 'done' });
  });
});

describe('sharePercent', () => {
  test('is exact for large amounts, bounded, and nothing of nothing', () => {
    expect(sharePercent('60000000000', '500000000000')).toBe(12);
    expect(sharePercent('1', '3')).toBe(33.3);
    expect(sharePercent('5', '3')).toBe(100);
    expect(sharePercent('5', '0')).toBe(0);
    expect(sharePercent('rubbish', '3')).toBe(0);
  });
});

describe('daysBehind', () => {
  test('counts from the furthest reporter, and knows nothing of one that has not begun', () => {
    const reporter = (throughDate?: string) => ({ name: '', address: '', sourceId: '', observed: false, throughDate });
    expect(daysBehind([reporter('2015-05-10'), reporter('2015-05-07'), reporter('rubbish'), reporter()])).toEqual([
      0,
      3,
      undefined,
      undefined,
    ]);
    expect(daysBehind([reporter()])).toEqual([undefined]);
  });
});
