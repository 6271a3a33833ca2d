import { readFile, stat } from 'node:fs/promises';
import { sliceSeries } from '../series.ts';
import type { DailySeries } from '../series.ts';
import { WeatherDataError, parseWeatherCsv } from './csv.ts';
import type { CsvLayout } from './csv.ts';
import type { WeatherSource } from './source.ts';

const MAX_BYTES = 64 * 1024 * 1024;

export interface CsvSourceOptions extends CsvLayout {
  readonly id: string;
  readonly file: string;
}

/**
 * Weather from a CSV file of one place. The file is read again only when its size or modification time changed; the cell is not
 * consulted, as the file already speaks for one.
 */
export function csvSource({ id, file, ...layout }: CsvSourceOptions): WeatherSource {
  let cached: { version: string; series: DailySeries } | undefined;

  async function load(): Promise<DailySeries> {
    const { mtimeMs, size } = await stat(file);
    const version = `${String(mtimeMs)}:${String(size)}`;
    if (cached?.version === version) return cached.series;
    if (size > MAX_BYTES) throw new WeatherDataError([`${file} is larger than ${String(MAX_BYTES)} bytes`]);
    const series = parseWeatherCsv(await readFile(file, 'utf8'), layout);
    cached = { version, series };
    return series;
  }

  return {
    id,
    async daily(_cell, from, to) {
      return sliceSeries(await load(), { from, to });
    },
  };
}
