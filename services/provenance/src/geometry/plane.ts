import type { Position } from './plot.ts';

/** Mean radius of the Earth in metres (IUGG R1). */
const EARTH_RADIUS_METRES = 6_371_008.8;

/** Area on the sphere of a closed ring in hectares, never negative (Chamberlain & Duquette 2007, equation 4). */
export function ringAreaHectares(ring: readonly Position[]): number {
  const radians = Math.PI / 180;
  const sum = ring.slice(1).reduce((total, b, index) => {
    const a = ring[index] ?? b;
    const width = (b.longitude - a.longitude) * radians;
    return total + width * (2 + Math.sin(a.latitude * radians) + Math.sin(b.latitude * radians));
  }, 0);
  return Math.abs((sum * EARTH_RADIUS_METRES ** 2) / 2) / 10_000;
}

export function samePlace(a: Position, b: Position): boolean {
  return a.longitude === b.longitude && a.latitude === b.latitude;
}

export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The smallest box around positions, of which there is at least one. */
export function boxOf(places: readonly Position[]): Box {
  let box: Box = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity };
  for (const { longitude, latitude } of places) {
    box = {
      west: Math.min(box.west, longitude),
      south: Math.min(box.south, latitude),
      east: Math.max(box.east, longitude),
      north: Math.max(box.north, latitude),
    };
  }
  return box;
}

/** Whether two boxes have a position in common. */
export function boxesTouch(a: Box, b: Box): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

/** Which side of the line a-b the position c lies: positive left, negative right, 0 on it. */
function side(a: Position, b: Position, c: Position): number {
  return Math.sign(
    (b.longitude - a.longitude) * (c.latitude - a.latitude) - (b.latitude - a.latitude) * (c.longitude - a.longitude),
  );
}

function isBetween(a: Position, b: Position, c: Position): boolean {
  return (
    Math.min(a.longitude, b.longitude) <= c.longitude &&
    c.longitude <= Math.max(a.longitude, b.longitude) &&
    Math.min(a.latitude, b.latitude) <= c.latitude &&
    c.latitude <= Math.max(a.latitude, b.latitude)
  );
}

/** Whether two segments go through one another; touching is not enough. */
export function segmentsCross(a: Position, b: Position, c: Position, d: Position): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

/** Whether two segments have any position in common. */
export function segmentsMeet(a: Position, b: Position, c: Position, d: Position): boolean {
  if (segmentsCross(a, b, c, d)) return true;
  const onLine = (p: Position, q: Position, r: Position): boolean => side(p, q, r) === 0 && isBetween(p, q, r);
  return onLine(a, b, c) || onLine(a, b, d) || onLine(c, d, a) || onLine(c, d, b);
}

/** Whether a position lies inside a closed ring, not on its edge (even-odd rule). */
export function isInside(ring: readonly Position[], place: Position): boolean {
  let isIn = false;
  for (const [index, b] of ring.slice(1).entries()) {
    const a = ring[index] ?? b;
    if (side(a, b, place) === 0 && isBetween(a, b, place)) return false;
    if (a.latitude > place.latitude === b.latitude > place.latitude) continue;
    const share = (place.latitude - a.latitude) / (b.latitude - a.latitude);
    if (place.longitude < a.longitude + share * (b.longitude - a.longitude)) isIn = !isIn;
  }
  return isIn;
}
