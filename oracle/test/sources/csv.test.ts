import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WeatherDataError, parseWeatherCsv } from '../../src/sources/csv.ts';

const HEADER = 'date,precipitation,tmin,tmax';

function problemsOf(text: string, layout = {}): readonly string[] {
  try {
    parseWeatherCsv(text, layout);
  } catch (error) {
    if (error instanceof WeatherDataError) return error.problems;
    throw error;
  }
  return [];
}

describe('refuses, with the line', () => {
  test.each([
    ['a day twice', '2015-01-01,1,0,5\n2015-01-01,1,0,5', 'line 3: 2015-01-01 appears twice'],
    [
      'unsorted days',
      '2015-01-02,1,0,5\n2015-01-01,1,0,5',
      'line 3: 2015-01-01 comes after 2015-01-02: days must ascend',
    ],
    ['negative rain', '2015-01-01,-999,0,5', 'line 2: precipitation -999 lies outside 0..2000 mm'],
    ['a flood of a value', '2015-01-01,2000.1,0,5', 'line 2: precipitation 2000.1 lies outside 0..2000 mm'],
    ['an impossible date', '2015-02-29,1,0,5', 'line 2: "2015-02-29" is not a date (YYYY-MM-DD)'],
    ['another date form', '01/02/2015,1,0,5', 'line 2: "01/02/2015" is not a date (YYYY-MM-DD)'],
    ['text for a number', '2015-01-01,trace,0,5', 'line 2: "trace" is not a plain decimal number'],
    ['a decimal comma', '2015-01-01,1,5,0,5', 'line 2: 5 cells where the header has 4'],
    ['kelvin', '2015-01-01,1,273.1,280', 'line 2: tmin 273.1 lies outside -100..70 °C'],
  ])('%s', (_name, rows, problem) => {
    expect(problemsOf(`${HEADER}\n${rows}`)).toEqual([problem]);
  });

  test('a missing column, naming what is there', () => {
    expect(problemsOf('day,rain\n')).toEqual(['line 1: no column "date" for date; found: day, rain']);
    expect(problemsOf(`${HEADER}\n`, { mapping: { tmin: 'temp_min' } })[0]).toMatch(/no column "temp_min" for tmin/);
    expect(problemsOf('date,date\n')).toEqual(['line 1: column "date" appears twice']);
  });

  test('an empty file and an absurd span', () => {
    expect(problemsOf(`${HEADER}\n`)).toEqual(['no days in it']);
    expect(problemsOf(`${HEADER}\n1500-01-01,1,1,1\n2015-01-01,1,1,1`)[0]).toMatch(/it spans/);
  });

  test('any change of order of the days', () => {
    const rows = Array.from({ length: 8 }, (_, i) => `2015-01-0${String(i + 1)},${String(i)},0,1`);
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: 8 }), (shuffled) => {
        const sorted = shuffled.every((row, i) => row === rows[i]);
        expect(problemsOf([HEADER, ...shuffled].join('\n')).length > 0).toBe(!sorted);
      }),
    );
  });
});

describe('reads', () => {
  test('an empty cell and a left-out day as missing', () => {
    const series = parseWeatherCsv(`${HEADER}\n2015-01-01,0.1,,5\n2015-01-03,2,0,5\n`);
    expect(series).toEqual({
      from: '2015-01-01',
      length: 3,
      values: { precipitation: [100_000, null, 2_000_000], tmin: [null, null, 0], tmax: [5_000_000, null, 5_000_000] },
    });
  });

  test('a byte order mark, CRLF and other column names', () => {
    const series = parseWeatherCsv('\uFEFFday,prcp\r\n2015-01-01,1.5\r\n', {
      mapping: { date: 'day', precipitation: 'prcp' },
    });
    expect(series.values.precipitation).toEqual([1_500_000]);
  });
});

describe('a file of several places', () => {
  const text = 'location,date,precipitation\nSeattle,2015-01-01,1\nNew York,2015-01-01,9\n';

  test('gives the one asked for', () => {
    expect(parseWeatherCsv(text, { location: 'New York' }).values.precipitation).toEqual([9_000_000]);
  });

  test('is not read as one', () => {
    expect(problemsOf(text)).toEqual(['line 3: the location changes from "Seattle" to "New York": choose one']);
    expect(problemsOf(text, { location: 'Menghai' })).toEqual(['no days for location "Menghai"']);
  });
});
