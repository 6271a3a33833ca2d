import { describe, expect, test } from '@jest/globals';
import { checkRound, currentIndex, finalIndex, finalityOf } from '../../src/reporter/observe.ts';
import { roundSchema } from '../../src/reporter/round.ts';
import { sampleSources } from '../../src/sample.ts';
import { csvSource } from '../../src/sources/csv-source.ts';
import type { WeatherSource } from '../../src/sources/source.ts';
import { servedRound } from '../support/rounds.ts';
import { dryYear, phaseWith, rain, termsWith } from '../support/terms.ts';

const [firstSource] = sampleSources();
if (firstSource === undefined) throw new Error('no sample source');
const source = csvSource(firstSource);
const checked = (terms = dryYear, changes = {}) => checkRound(roundSchema.parse(servedRound(terms, changes)));
const started = servedRound().clock.startedAt;

describe('what it is asked to sign', () => {
  test('terms that do not have the given hash are refused', () => {
    expect(() => checked(dryYear, { termsHash: `0x${'00'.repeat(32)}` })).toThrow(/the terms hash to 0x31bbe/);
  });

  test('terms that were changed under the same hash are refused', () => {
    expect(() => checked(dryYear, { terms: { ...dryYear, limit: 0.5 } })).toThrow(/the terms hash to/);
  });

  test('a round of several phases must name one', () => {
    const two = termsWith([phaseWith({ name: 'a', weight: 0.5 }), phaseWith({ name: 'b', weight: 0.5 })]);
    expect(() => checked(two)).toThrow('the round must name one phase of: a, b');
    expect(checked(two, { phase: 'b' }).phase.name).toBe('b');
    expect(() => checked(two, { phase: 'c' })).toThrow(/must name one phase/);
  });
});

describe('while the season passes', () => {
  test('nothing before the first day is over', async () => {
    expect(await currentIndex(checked(), source, started + 399)).toBeUndefined();
  });

  test('only days that are over are asked of the source', async () => {
    const asked: string[] = [];
    const spy: WeatherSource = {
      id: 'spy',
      daily: (_cell, from, to) => {
        asked.push(`${from}..${to}`);
        return Promise.resolve(rain(from, [1, 2, 3]));
      },
    };
    await currentIndex(checked(), spy, started + 3 * 400);
    expect(asked).toEqual(['2015-05-01..2015-05-03']);
  });

  test('the running index reaches the final one', async () => {
    expect(await currentIndex(checked(), source, started + 1e9)).toEqual({
      indexMilli: 20_700,
      missingDays: 0,
      throughDate: '2015-06-30',
    });
  });
});

describe('at the end', () => {
  const final = servedRound().finalAt;

  test('no observation before finality, though every day is over', async () => {
    expect(await finalIndex(checked(), source, final - 1)).toBeUndefined();
  });

  test('an observation carries index, data hash and the instant of finality', async () => {
    expect(await finalIndex(checked(), source, final + 60_000)).toEqual({
      valueMilli: 20_700,
      missingDays: 0,
      rawDataHash: expect.stringMatching(/^0x[0-9a-f]{64}$/),
      observedAt: Math.ceil(final / 1000),
    });
  });

  test('finality cannot come before the last day is over', () => {
    expect(finalityOf(checked(dryYear, { finalAt: 0 }))).toBe(Math.ceil((started + 61 * 400) / 1000));
  });

  test('too many missing days give no number', async () => {
    const gappy: WeatherSource = { id: 'gappy', daily: (_cell, from) => Promise.resolve(rain(from, [1, 2, 3])) };
    expect(await finalIndex(checked(), gappy, final + 60_000)).toBe('insufficient-data');
  });
});

test('every sample source gives the same value and the same data hash', async () => {
  const observations = await Promise.all(
    sampleSources().map((config) => finalIndex(checked(), csvSource(config), Date.now())),
  );
  expect(new Set(observations.map((observation) => JSON.stringify(observation))).size).toBe(1);
});
