import papaparse from 'papaparse';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { checkPlots } from './check-plots.ts';
import { countryOf, hectaresOf, textOf } from './declared.ts';
import { finding } from './finding.ts';
import type { PlotFinding } from './finding.ts';
import { decimalsOf } from './plot.ts';
import type { Plot } from './plot.ts';

/** Checks the text of a CSV file of plots (RFC 4180): a header with plot_id, latitude and longitude, a row per point. */
export function checkPlotsCsv(text: string): PlotFinding[] {
  const { data, errors, meta } = papaparse.parse<unknown>(text, { header: true, skipEmptyLines: true });
  const [error] = errors.filter(({ code }) => code !== 'UndetectableDelimiter');
  if (error !== undefined) return [finding('unreadable-csv', `/rows/${String(error.row ?? 0)}`, error.message)];
  const lacking = ['latitude', 'longitude'].filter((column) => meta.fields?.includes(column) !== true);
  if (lacking.length > 0) return [finding('unreadable-csv', '', `the header lacks ${lacking.join(' and ')}`)];
  const readings = data.filter(isJsonObject).map(readRow);
  const unread = readings.flatMap((reading) => ('code' in reading ? [reading] : []));
  const plots = readings.flatMap((reading) => ('code' in reading ? [] : [reading]));
  return plots.length === 0 && unread.length > 0 ? unread : [...unread, ...checkPlots(plots)];
}

function readRow(row: JsonObject, index: number): Plot | PlotFinding {
  const pointer = `/rows/${String(index)}`;
  const longitude = textOf(row.longitude);
  const latitude = textOf(row.latitude);
  if (longitude === undefined || latitude === undefined) {
    return finding('missing-geometry', pointer, 'a plot needs a latitude and a longitude');
  }
  if (!Number.isFinite(Number(longitude)) || !Number.isFinite(Number(latitude))) {
    return finding('invalid-coordinates', pointer, 'latitude and longitude must be decimal degrees');
  }
  const id = textOf(row.plot_id);
  const decimals = Math.min(decimalsOf(longitude), decimalsOf(latitude));
  const point = { longitude: Number(longitude), latitude: Number(latitude), decimals, pointer };
  return {
    pointer,
    id,
    areaHectares: hectaresOf(row),
    country: countryOf(row, id),
    commodity: textOf(row.commodity),
    shape: { kind: 'points', points: [point] },
  };
}
