import { checkPlotsGeoJson, type PlotFinding } from '@fieldseal/provenance/geometry';
import { Problem } from '../platform/problems.ts';
import type { Plot } from './plot.entity.ts';
import type { Polygon } from './plots.schemas.ts';

/** Findings are kept short: a farmer mends one and sends the rest again. */
const SHOWN = 20;

const featureOf = (polygon: Polygon, name: string): object => ({
  type: 'Feature',
  properties: { plot_id: name },
  geometry: polygon,
});

/**
 * A boundary fit for the EU deforestation regulation (2023/1115, article 2(28)) and RFC 7946: closed, crossing nothing,
 * with an area.
 * @throws Problem invalid-input with a pointer into the polygon and what to do about it
 */
export function requireSound(polygon: Polygon): void {
  refuse(checkPlotsGeoJson(featureOf(polygon, 'this plot')), '/geometry');
}

/**
 * Plots of a farm may touch one another, not overlap: leaf would be counted twice.
 * @param others the farm's plots so far
 * @throws Problem invalid-input naming the plot that it lies on
 */
export function requireApart(polygon: Polygon, others: readonly Plot[]): void {
  const near = others.filter((other) => touch(boxOf(other.polygon), boxOf(polygon)));
  const features = near.map((plot, i) => featureOf(plot.polygon, `${plot.name} (${i + 1})`));
  const last = `/features/${near.length}`;
  const all = checkPlotsGeoJson({
    type: 'FeatureCollection',
    features: [...features, featureOf(polygon, 'this plot')],
  });
  refuse(
    all.filter(({ code, pointer }) => code === 'overlapping-plots' && pointer === last),
    last,
  );
}

function refuse(findings: readonly PlotFinding[], prefix: string): void {
  const [first] = findings;
  if (first === undefined) return;
  const faults = findings.slice(0, SHOWN).map(({ code, pointer, detail }) => ({
    pointer: `/polygon${pointer.startsWith(prefix) ? pointer.slice(prefix.length) : ''}`,
    code,
    detail,
  }));
  throw new Problem('invalid-input', `The boundary cannot be used: ${first.detail}. Walk it once around.`, faults);
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf({ coordinates: [ring] }: Polygon): Box {
  const longitudes = ring.map(([longitude]) => longitude);
  const latitudes = ring.map(([, latitude]) => latitude);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

function touch(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
