import { describe, expect, test } from '@jest/globals';
import { lastPlayedDay, playedAt, seasonClockSchema } from '../src/season-clock.ts';

const clock = { startedAt: 1_000_000, seasonStart: '2015-05-01', secondsPerDay: 0.4 };

describe('a fast clock', () => {
  test('a day is played when its time is over, not before', () => {
    expect(lastPlayedDay(clock, 1_000_000)).toBe('2015-04-30');
    expect(lastPlayedDay(clock, 1_000_399)).toBe('2015-04-30');
    expect(lastPlayedDay(clock, 1_000_400)).toBe('2015-05-01');
    expect(lastPlayedDay(clock, 1_024_400)).toBe('2015-06-30');
  });

  test('playedAt is the first moment at which the day counts', () => {
    const at = playedAt(clock, '2015-06-30');
    expect(lastPlayedDay(clock, at)).toBe('2015-06-30');
    expect(lastPlayedDay(clock, at - 1)).toBe('2015-06-29');
  });

  test('a wall clock before the season shows nothing', () => {
    expect(lastPlayedDay(clock, 0)).toBe('2015-04-30');
  });
});

test('a fast clock left running for years still tells a date', () => {
  expect(lastPlayedDay(clock, clock.startedAt + 1e12) > '2200-01-01').toBe(true);
});

test('in production a day takes a day', () => {
  const real = { startedAt: Date.UTC(2026, 4, 1), seasonStart: '2026-05-01', secondsPerDay: 86_400 };
  expect(lastPlayedDay(real, Date.UTC(2026, 4, 2))).toBe('2026-05-01');
  expect(lastPlayedDay(real, Date.UTC(2026, 4, 2) - 1)).toBe('2026-04-30');
});

test('refuses a clock that stands still or has no start', () => {
  expect(seasonClockSchema.safeParse({ ...clock, secondsPerDay: 0 }).success).toBe(false);
  expect(seasonClockSchema.safeParse({ ...clock, seasonStart: '2015-02-30' }).success).toBe(false);
});
