import { finding } from './finding.ts';
import type { PlotFinding } from './finding.ts';
import { checkPlotsCsv } from './csv.ts';
import { checkPlotsGeoJsonText } from './geojson.ts';
import { checkPlotsKml } from './kml.ts';

export { PLOT_FINDINGS } from './finding.ts';
export type { PlotFinding, PlotFindingCode } from './finding.ts';
export { checkPlotsCsv } from './csv.ts';
export { checkPlotsGeoJson, checkPlotsGeoJsonText } from './geojson.ts';
export { checkPlotsKml } from './kml.ts';

/** Longest text checked, in characters. */
export const MAX_PLOT_FILE = 10_000_000;

/** Checks a file of plots by its ending: `.geojson` or `.json`, `.kml`, `.csv`. None found means it may be used. */
export function checkPlotFile(name: string, text: string): PlotFinding[] {
  if (text.length > MAX_PLOT_FILE) {
    return [finding('too-large', '', `the file may have at most ${String(MAX_PLOT_FILE)} characters`)];
  }
  const ending = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase();
  if (ending === 'geojson' || ending === 'json') return checkPlotsGeoJsonText(text);
  if (ending === 'kml') return checkPlotsKml(text);
  if (ending === 'csv') return checkPlotsCsv(text);
  return [finding('unknown-file-type', '', 'plots come as .geojson, .kml or .csv')];
}
