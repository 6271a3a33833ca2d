import { createHash } from 'node:crypto';
import { canonicalBytes } from '@fieldseal/provenance';
import type { Polygon } from './plots.schemas.ts';

type Point = readonly [number, number];

/** Mean Earth radius, metres (IUGG R1). */
const EARTH_RADIUS = 6_371_008.8;
const RADIANS = Math.PI / 180;

/** Six decimals, about 0.1 m, as the EU deforestation regulation asks for. */
function rounded(polygon: Polygon): Polygon {
  const ring = polygon.coordinates[0].map(([lon, lat]): [number, number] => [
    Number(lon.toFixed(6)),
    Number(lat.toFixed(6)),
  ]);
  return { type: 'Polygon', coordinates: [ring] };
}

/** SHA-256 of the canonical (RFC 8785) polygon rounded to six decimals, hexadecimal. */
export function geometryHash(polygon: Polygon): string {
  return createHash('sha256')
    .update(canonicalBytes(rounded(polygon)))
    .digest('hex');
}

/** Area on the sphere in square metres (Chamberlain and Duquette 2007, equation 1), always positive. */
export function areaSquareMetres(polygon: Polygon): number {
  const ring: readonly Point[] = polygon.coordinates[0];
  let sum = 0;
  ring.forEach(([lon, lat], i) => {
    const [nextLon, nextLat] = ring[(i + 1) % ring.length] ?? [lon, lat];
    sum += (nextLon - lon) * RADIANS * (2 + Math.sin(lat * RADIANS) + Math.sin(nextLat * RADIANS));
  });
  return Math.abs((sum * EARTH_RADIUS * EARTH_RADIUS) / 2);
}
