import { finding } from './finding.ts';
import type { PlotFinding } from './finding.ts';
import { boxesTouch, boxOf, isInside, ringAreaHectares, samePlace, segmentsMeet } from './plane.ts';
import { MAX_RING_POSITIONS } from './plot.ts';
import type { Polygon, Position, Ring } from './plot.ts';

/** A ring enclosing less than a tenth of a square metre encloses nothing that six decimals can tell. */
const NO_AREA_HECTARES = 0.1 / 10_000;

/** RFC 7946 section 3.1.6, and simple features: closed rings of four positions or more, with area, crossing nothing. */
export function checkPolygon(polygon: Polygon): PlotFinding[] {
  const perRing = polygon.flatMap(checkRing);
  const [outer, ...holes] = polygon;
  if (perRing.length > 0 || outer === undefined) return perRing;
  return holes.flatMap((hole, index) => checkHole(outer, hole, holes.slice(0, index)));
}

function checkRing({ positions, pointer }: Ring): PlotFinding[] {
  if (positions.length > MAX_RING_POSITIONS) {
    return [finding('too-large', pointer, `a ring may have at most ${String(MAX_RING_POSITIONS)} positions`)];
  }
  const [first] = positions;
  const last = positions.at(-1);
  if (first === undefined || last === undefined || !samePlace(first, last)) {
    return [finding('ring-not-closed', pointer, 'the last position of a ring must be its first')];
  }
  if (positions.length < 4) return [finding('invalid-ring', pointer, 'a ring needs at least four positions')];
  if (intersectsItself(withoutRepeats(positions))) {
    return [finding('self-intersection', pointer, 'the boundary crosses or touches itself')];
  }
  if (ringAreaHectares(positions) < NO_AREA_HECTARES)
    return [finding('zero-area', pointer, 'the ring encloses no area')];
  return [];
}

function checkHole(outer: Ring, hole: Ring, before: readonly Ring[]): PlotFinding[] {
  if (isSameRing(outer, hole)) {
    return [
      finding('invalid-ring', hole.pointer, 'the hole is the same as the outer ring'),
      finding('zero-area', hole.pointer, 'nothing is left between the hole and the outer ring'),
    ];
  }
  if (before.some((other) => isSameRing(other, hole))) {
    return [finding('invalid-ring', hole.pointer, 'the hole is listed twice')];
  }
  const outside = hole.positions.some(
    (place) => !isInside(outer.positions, place) && !outer.positions.some((corner) => samePlace(corner, place)),
  );
  return outside ? [finding('invalid-ring', hole.pointer, 'a hole must lie inside the outer ring')] : [];
}

/** Rings of the same positions, whatever they begin with and whichever way round. */
function isSameRing(a: Ring, b: Ring): boolean {
  const key = ({ longitude, latitude }: Position): string => `${String(longitude)},${String(latitude)}`;
  const places = (ring: Ring): string[] => [...new Set(ring.positions.map(key))].sort();
  return a.positions.length === b.positions.length && places(a).join(' ') === places(b).join(' ');
}

function withoutRepeats(positions: readonly Position[]): Position[] {
  return positions.filter((place, index) => {
    const before = positions[index - 1];
    return before === undefined || !samePlace(before, place);
  });
}

/** Every pair of edges is looked at once; the length of a ring is bounded for that. */
function intersectsItself(ring: readonly Position[]): boolean {
  const edges = ring.slice(1).map((end, index) => edge(ring[index] ?? end, end));
  const last = edges.length - 1;
  for (const [index, one] of edges.entries()) {
    for (let other = index + 1; other <= last; other += 1) {
      const two = edges[other];
      if (two === undefined || !boxesTouch(one.box, two.box)) continue;
      const meets =
        other === index + 1
          ? foldsBack(one.from, one.to, two.to)
          : index === 0 && other === last
            ? foldsBack(two.from, two.to, one.to)
            : segmentsMeet(one.from, one.to, two.from, two.to);
      if (meets) return true;
    }
  }
  return false;
}

function edge(from: Position, to: Position) {
  return { from, to, box: boxOf([from, to]) };
}

/** Neighbours share a corner and may share no more: a-b followed by b-d must not run back along a-b. */
function foldsBack(a: Position, b: Position, d: Position): boolean {
  const cross =
    (b.longitude - a.longitude) * (d.latitude - b.latitude) - (b.latitude - a.latitude) * (d.longitude - b.longitude);
  const along =
    (b.longitude - a.longitude) * (d.longitude - b.longitude) + (b.latitude - a.latitude) * (d.latitude - b.latitude);
  return cross === 0 && along < 0;
}
