import { finding } from './finding.ts';
import type { PlotFinding } from './finding.ts';
import { boxesTouch, boxOf, isInside, segmentsCross } from './plane.ts';
import type { Box } from './plane.ts';
import type { Plot, Position } from './plot.ts';

/** The most pairs of edges compared between plots whose boxes meet: about a second's work. */
const MAX_EDGE_PAIRS = 20_000_000;

/** The outer boundary of one part of a plot. */
interface Boundary {
  readonly plot: Plot;
  readonly order: number;
  readonly ring: readonly Position[];
  readonly box: Box;
}

/** Plots that lie on one another, each reported where the later of the two stands. Rings must have been found good. */
export function checkOverlaps(plots: readonly Plot[]): PlotFinding[] {
  const pairs = neighbours(plots.flatMap(boundariesOf));
  const work = pairs.reduce((sum, [a, b]) => sum + a.ring.length * b.ring.length, 0);
  if (work > MAX_EDGE_PAIRS) return [finding('too-large', '', 'the plots lie too close together to be compared')];
  const found = new Map<Plot, Plot>();
  for (const [a, b] of pairs) {
    const [earlier, later] = a.order < b.order ? [a, b] : [b, a];
    if (!found.has(later.plot) && overlap(a.ring, b.ring)) found.set(later.plot, earlier.plot);
  }
  return Array.from(found, ([{ pointer }, other]) =>
    finding('overlapping-plots', pointer, `it overlaps the plot ${other.id ?? other.pointer}`),
  );
}

function boundariesOf(plot: Plot, order: number): Boundary[] {
  if (plot.shape.kind === 'points') return [];
  return plot.shape.polygons.flatMap(([outer]) =>
    outer === undefined ? [] : [{ plot, order, ring: outer.positions, box: boxOf(outer.positions) }],
  );
}

/** Pairs of different plots whose boxes meet, found by going from west to east. */
function neighbours(boundaries: readonly Boundary[]): (readonly [Boundary, Boundary])[] {
  const pairs: (readonly [Boundary, Boundary])[] = [];
  let open: Boundary[] = [];
  for (const boundary of boundaries.toSorted((a, b) => a.box.west - b.box.west)) {
    open = open.filter(({ box }) => box.east >= boundary.box.west);
    for (const other of open) {
      if (other.plot !== boundary.plot && boxesTouch(other.box, boundary.box)) pairs.push([other, boundary]);
    }
    open.push(boundary);
  }
  return pairs;
}

/** Neighbours share edges and corners; an overlap is an edge through an edge, or one boundary within the other. */
function overlap(a: readonly Position[], b: readonly Position[]): boolean {
  return edgesCross(a, b) || hasPlaceInside(a, b) || hasPlaceInside(b, a) || haveSameCorners(a, b);
}

function edgesCross(a: readonly Position[], b: readonly Position[]): boolean {
  return a.slice(1).some((end, i) => b.slice(1).some((stop, j) => segmentsCross(a[i] ?? end, end, b[j] ?? stop, stop)));
}

function hasPlaceInside(places: readonly Position[], ring: readonly Position[]): boolean {
  return places.some((place) => isInside(ring, place));
}

function haveSameCorners(a: readonly Position[], b: readonly Position[]): boolean {
  const key = ({ longitude, latitude }: Position): string => `${String(longitude)},${String(latitude)}`;
  const corners = new Set(b.map(key));
  return a.length === b.length && a.every((place) => corners.has(key(place)));
}
