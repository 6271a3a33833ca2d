import { checkPositions } from './check-positions.ts';
import { checkPolygon } from './check-rings.ts';
import { finding } from './finding.ts';
import type { PlotFinding } from './finding.ts';
import { checkOverlaps } from './check-overlaps.ts';
import { MAX_PLOTS, MAX_RING_POSITIONS } from './plot.ts';
import type { Plot } from './plot.ts';

const POINT_AT_MOST_HECTARES = 4;
/** Edges of a ring are compared pair by pair; so many pairs take about a second. */
const MAX_EDGE_PAIRS = 50_000_000;

/** Everything wrong with plots and between them, in the order of the file. */
export function checkPlots(plots: readonly Plot[]): PlotFinding[] {
  if (plots.length === 0) return [finding('no-plots', '', 'there is no plot')];
  if (plots.length > MAX_PLOTS) return [finding('too-large', '', `at most ${String(MAX_PLOTS)} plots at a time`)];
  if (edgePairs(plots) > MAX_EDGE_PAIRS) return [finding('too-large', '', 'the boundaries have too many positions')];
  const findings = [...plots.flatMap(checkPlot), ...checkIds(plots)];
  return findings.length > 0 ? findings : checkOverlaps(plots);
}

function edgePairs(plots: readonly Plot[]): number {
  const rings = plots.flatMap(({ shape }) => (shape.kind === 'points' ? [] : shape.polygons.flat()));
  return rings.reduce((sum, { positions }) => sum + Math.min(positions.length, MAX_RING_POSITIONS) ** 2, 0);
}

function checkPlot(plot: Plot): PlotFinding[] {
  const { id, pointer, shape, areaHectares = 0, commodity } = plot;
  const findings: PlotFinding[] = [];
  if (id === undefined)
    findings.push(finding('missing-plot-id', pointer, 'a plot needs a plot_id that stays the same'));
  // Article 2(28): establishments that keep cattle are a point of whatever size.
  if (shape.kind === 'points' && areaHectares > POINT_AT_MOST_HECTARES && commodity?.toLowerCase() !== 'cattle') {
    findings.push(
      finding('point-above-4-hectares', pointer, `${String(areaHectares)} ha: above 4 ha a polygon is needed`),
    );
  }
  findings.push(...checkPositions(plot));
  return shape.kind === 'points' ? findings : [...findings, ...shape.polygons.flatMap(checkPolygon)];
}

function checkIds(plots: readonly Plot[]): PlotFinding[] {
  const seen = new Set<string>();
  return plots.flatMap(({ id, pointer }) => {
    if (id === undefined || !seen.has(id)) {
      if (id !== undefined) seen.add(id);
      return [];
    }
    return [finding('duplicate-plot', pointer, `the plot ${id} is listed before`)];
  });
}
