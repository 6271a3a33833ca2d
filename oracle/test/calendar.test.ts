import { describe, expect, test } from '@jest/globals';
import { addDays, dateIn, dayNumber, isoDate } from '../src/calendar.ts';

test.each(['2015-02-29', '2015-13-01', '2015-00-10', '2015-1-1', '01/02/2015', '', '2015-04-31'])(
  'refuses %j, which is no date',
  (text) => {
    expect(() => dayNumber(text)).toThrow(/is not a date/);
  },
);

test('day numbers and dates are inverse, across leap days and before 1970', () => {
  for (const date of ['1969-12-31', '1970-01-01', '2000-02-29', '2012-02-29', '2100-02-28', '2100-03-01']) {
    expect(isoDate(dayNumber(date))).toBe(date);
  }
  expect(addDays('2012-02-28', 1)).toBe('2012-02-29');
  expect(addDays('2015-12-31', 1)).toBe('2016-01-01');
});

describe('29 February', () => {
  test('is kept in a leap year', () => {
    expect(dateIn(2012, '02-29', 'end')).toBe('2012-02-29');
    expect(dateIn(2000, '02-29', 'start')).toBe('2000-02-29');
  });

  test('never lengthens a window in another year', () => {
    expect(dateIn(2015, '02-29', 'end')).toBe('2015-02-28');
    expect(dateIn(2100, '02-29', 'start')).toBe('2100-03-01');
  });
});
