import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { rawDataHash, sliceSeries, valuesIn } from '../src/series.ts';
import { rain } from './support/terms.ts';

const series = rain('2015-01-01', ['10.9', '', '0.0', '3']);

test('the data hash is SHA-256 of the canonical daily array', () => {
  const canonical = '{"from":"2015-01-01","precipitation":["10.9",null,"0","3"],"to":"2015-01-04"}';
  const expected = `0x${createHash('sha256').update(canonical).digest('hex')}`;
  expect(rawDataHash(series, 'precipitation', { from: '2015-01-01', to: '2015-01-04' })).toBe(expected);
});

test('it depends on the days of the window alone', () => {
  const range = { from: '2015-01-02', to: '2015-01-03' };
  expect(rawDataHash(series, 'precipitation', range)).toBe(
    rawDataHash(sliceSeries(series, range), 'precipitation', range),
  );
  expect(rawDataHash(rain('2015-01-02', ['', '0.1']), 'precipitation', range)).not.toBe(
    rawDataHash(series, 'precipitation', range),
  );
});

test('days outside a series are missing', () => {
  expect(valuesIn(series, 'precipitation', { from: '2014-12-31', to: '2015-01-01' })).toEqual([null, 10_900_000]);
});
