import { expect, test } from '@jest/globals';
import { mkdtemp, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { csvSource } from '../../src/sources/csv-source.ts';
import { SAMPLE_CELL } from '../../src/sample.ts';

async function fileWith(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'oracle-')), 'weather.csv');
  await writeFile(file, text);
  return file;
}

test('gives the days asked for and none later', async () => {
  const file = await fileWith('date,precipitation\n2015-01-01,1\n2015-01-02,2\n2015-01-03,3\n');
  const series = await csvSource({ id: 'test', file }).daily(SAMPLE_CELL, '2015-01-02', '2015-01-02');
  expect(series).toEqual({ from: '2015-01-02', length: 1, values: { precipitation: [2_000_000] } });
});

test('a range outside the file has no days', async () => {
  const file = await fileWith('date,precipitation\n2015-01-01,1\n');
  const source = csvSource({ id: 'test', file });
  expect((await source.daily(SAMPLE_CELL, '2016-01-01', '2016-02-01')).length).toBe(0);
  expect((await source.daily(SAMPLE_CELL, '2014-01-01', '2014-02-01')).length).toBe(0);
});

test('a file that changed is read again', async () => {
  const file = await fileWith('date,precipitation\n2015-01-01,1\n');
  const source = csvSource({ id: 'test', file });
  await source.daily(SAMPLE_CELL, '2015-01-01', '2015-01-02');
  await writeFile(file, 'date,precipitation\n2015-01-01,4\n');
  await utimes(file, new Date(), new Date(Date.now() + 5000));
  expect((await source.daily(SAMPLE_CELL, '2015-01-01', '2015-01-01')).values.precipitation).toEqual([4_000_000]);
});

test('a file that is gone is an error', async () => {
  await expect(
    csvSource({ id: 'x', file: '/nowhere.csv' }).daily(SAMPLE_CELL, '2015-01-01', '2015-01-02'),
  ).rejects.toThrow(/ENOENT/);
});
