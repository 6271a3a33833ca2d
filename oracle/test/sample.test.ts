import { describe, expect, test } from '@jest/globals';
import { evaluateSeason, parseCoverTerms } from '../src/pure.ts';
import { reporterSourceSchema } from '../src/reporter/config.ts';
import { sampleSources, sampleTerms } from '../src/sample.ts';
import { csvSource } from '../src/sources/csv-source.ts';

const sources = sampleSources();
const { dryYear, wetYear } = sampleTerms();

describe.each(sources.map((source, i) => [i + 1, source] as const))('sample reporter %d', (_n, config) => {
  test.each([
    [2012, 127_300, 0],
    [2013, 93_600, 0],
    [2014, 95_500, 0],
    [2015, 20_700, 714_545],
  ])('season %d: index %d, payout %d ppm', async (year, indexMilli, payoutPpm) => {
    const series = await csvSource(config).daily(dryYear.cell, '2012-01-01', '2015-12-31');
    const result = evaluateSeason(dryYear, series, year);
    expect(result.phases[0]).toMatchObject({ indexMilli, missingDays: 0 });
    expect(result.payoutPpm).toBe(payoutPpm);
  });

  test('has a configuration that the process accepts', () => {
    expect(reporterSourceSchema.parse(JSON.parse(JSON.stringify(config)))).toEqual(config);
  });
});

test('both terms are valid and differ by their season', () => {
  expect(parseCoverTerms(dryYear).season.year).toBe(2015);
  expect(parseCoverTerms(wetYear).season.year).toBe(2012);
});

test('the reporters read at least as many sources as the terms ask for', () => {
  expect(new Set(sources.map(({ id }) => id)).size).toBeGreaterThanOrEqual(dryYear.oracle.minSources);
});
