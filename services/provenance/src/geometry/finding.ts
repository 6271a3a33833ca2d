/**
 * What can be wrong with a file of plots, by the names that checkers of EUDR geolocation files use. The rules are those
 * of Regulation (EU) 2023/1115 (articles 2(28) and 9(1)(d)) and RFC 7946.
 */
export const PLOT_FINDINGS = {
  'unreadable-geojson': 'Unreadable GeoJSON',
  'unreadable-kml': 'Unreadable KML',
  'unreadable-csv': 'Unreadable CSV',
  'unknown-file-type': 'Unknown file type',
  'too-large': 'File or plot too large',
  'unsupported-crs': 'Unsupported coordinate reference system',
  'no-plots': 'No plots',
  'missing-plot-id': 'Missing stable plot identifier',
  'duplicate-plot': 'Duplicate plot',
  'overlapping-plots': 'Overlapping boundaries',
  'missing-geometry': 'Feature without geometry',
  'unsupported-geometry': 'Unsupported geometry type',
  'invalid-coordinates': 'Invalid coordinates',
  'out-of-range': 'Coordinate out of range',
  'axis-order-ambiguity': 'Axis order ambiguity',
  'coordinate-order-conflict': 'Coordinate order conflict',
  'country-mismatch': 'Country mismatch',
  'insufficient-precision': 'Insufficient coordinate precision',
  'point-above-4-hectares': 'Point geometry above 4 hectares',
  'ring-not-closed': 'Ring not closed',
  'invalid-ring': 'Invalid ring',
  'zero-area': 'Zero area',
  'self-intersection': 'Self-intersection',
} as const;

export type PlotFindingCode = keyof typeof PLOT_FINDINGS;

export interface PlotFinding {
  readonly code: PlotFindingCode;
  /** Where: an RFC 6901 pointer in GeoJSON, `/placemarks/<n>` in KML, `/rows/<n>` in CSV, counted from 0. */
  readonly pointer: string;
  /** What is wrong there, for a person. */
  readonly detail: string;
}

export function finding(code: PlotFindingCode, pointer: string, detail: string): PlotFinding {
  return { code, pointer, detail };
}
