import type { Polygon } from '../api/model.ts';

/**
 * The outline of a plot as an SVG path in a square of `size`, north up, true to shape: degrees of longitude are shortened by the
 * cosine of the latitude. Returns undefined when the ring has fewer than three usable points.
 */
export function outlinePath(polygon: Polygon, size: number, margin: number): string | undefined {
  const ring = polygon.coordinates[0]
    .map(([longitude, latitude]) => ({ longitude, latitude }))
    .filter(({ longitude, latitude }) => Number.isFinite(longitude) && Number.isFinite(latitude));
  if (new Set(ring.map((point) => `${String(point.longitude)} ${String(point.latitude)}`)).size < 3) return undefined;
  const south = Math.min(...ring.map((point) => point.latitude));
  const north = Math.max(...ring.map((point) => point.latitude));
  const west = Math.min(...ring.map((point) => point.longitude));
  const east = Math.max(...ring.map((point) => point.longitude));
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const widest = Math.max((east - west) * shrink, north - south);
  const scale = (size - 2 * margin) / widest;
  const left = (size - (east - west) * shrink * scale) / 2;
  const top = (size - (north - south) * scale) / 2;
  const points = ring.map(
    (point) =>
      `${(left + (point.longitude - west) * shrink * scale).toFixed(1)} ${(top + (north - point.latitude) * scale).toFixed(1)}`,
  );
  return `M${points.join('L')}Z`;
}
