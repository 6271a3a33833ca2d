import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { checkPlotFile, checkPlotsCsv, checkPlotsGeoJson, checkPlotsKml } from '../../src/geometry/index.ts';
import type { PlotFinding, PlotFindingCode } from '../../src/geometry/index.ts';

const square = (west: number, south: number, size = 0.004): number[][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const feature = (geometry: unknown, properties: object = { plot_id: 'CN-FJ-0001' }) => ({
  type: 'Feature',
  properties,
  geometry,
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const point = { type: 'Point', coordinates: [118.035412, 27.728116] };
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings });
const codes = (findings: readonly PlotFinding[]) => findings.map(({ code, pointer }) => [code, pointer]);

describe('GeoJSON of plots', () => {
  test.each<[string, unknown]>([
    ['a point', collection(feature(point, { plot_id: 'CN-FJ-0001', area_ha: 4 }))],
    ['a single feature', feature(point)],
    ['an id of the feature itself', { ...feature(point, {}), id: 7 }],
    ['a pasture of any size', feature(point, { plot_id: 'BR-1', country: 'CN', commodity: 'Cattle', area_ha: 900 })],
    ['a polygon with a hole', feature(polygon(square(118.03, 27.72), square(118.031, 27.721, 0.001)))],
    [
      'a hole that touches the boundary',
      feature(
        polygon(square(118.03, 27.72), [
          [118.03, 27.72],
          [118.031, 27.721],
          [118.032, 27.721],
          [118.03, 27.72],
        ]),
      ),
    ],
    ['parts apart', feature({ type: 'MultiPolygon', coordinates: [[square(118.03, 27.72)], [square(118.04, 27.72)]] })],
    [
      'neighbours that share an edge',
      collection(
        feature(polygon(square(118, 27, 0.5)), { plot_id: 'a' }),
        feature(polygon(square(118.5, 27, 0.5)), { plot_id: 'b' }),
      ),
    ],
    ['the other way round', feature(polygon([...square(118.03, 27.72)].reverse()))],
    [
      'a corner said twice',
      feature(polygon(square(118.03, 27.72).flatMap((place, index) => (index === 2 ? [place, place] : [place])))),
    ],
  ])('is fine with %s', (_name, value) => {
    expect(checkPlotsGeoJson(value)).toEqual([]);
  });

  const bow = [
    [118, 27],
    [118.1, 27.1],
    [118.1, 27],
    [118, 27.1],
    [118, 27],
  ];
  const spike = [
    [118, 27],
    [118.1, 27],
    [118.1, 27.1],
    [118.1, 27.2],
    [118.1, 27.1],
    [118, 27.1],
    [118, 27],
  ];
  const touch = [
    [118, 27],
    [118.2, 27],
    [118.1, 27.1],
    [118.2, 27.2],
    [118, 27.2],
    [118.1, 27.1],
    [118, 27],
  ];
  test.each<[PlotFindingCode, string, unknown]>([
    ['unreadable-geojson', '', []],
    ['unreadable-geojson', '', { type: 'Topology' }],
    ['unreadable-geojson', '/features/0', collection('feature')],
    ['no-plots', '', collection()],
    [
      'unsupported-crs',
      '/crs',
      { ...collection(feature(point)), crs: { properties: { name: 'urn:ogc:def:crs:EPSG::3857' } } },
    ],
    ['missing-geometry', '/features/0/geometry', collection(feature(null))],
    [
      'unsupported-geometry',
      '/geometry/type',
      feature({
        type: 'LineString',
        coordinates: [
          [118, 27],
          [118.1, 27],
        ],
      }),
    ],
    [
      'invalid-coordinates',
      '/geometry/coordinates',
      feature({ type: 'Point', coordinates: ['118.035412', 27.728116] }),
    ],
    ['invalid-coordinates', '/geometry/coordinates/0', feature(polygon([]))],
    ['missing-plot-id', '', feature(point, { plot_id: ' ', name: 'Plot 12' })],
    ['duplicate-plot', '/features/1', collection(feature(point), feature(point))],
    [
      'overlapping-plots',
      '/features/1',
      collection(
        feature(polygon(square(118, 27, 0.5)), { plot_id: 'a' }),
        feature(polygon(square(118.4, 27.4, 0.5)), { plot_id: 'b' }),
      ),
    ],
    [
      'overlapping-plots',
      '/features/1',
      collection(
        feature(polygon(square(118, 27)), { plot_id: 'a' }),
        feature(polygon(square(118, 27)), { plot_id: 'b' }),
      ),
    ],
    [
      'overlapping-plots',
      '/features/1',
      collection(
        feature(polygon(square(118, 27, 0.5)), { plot_id: 'a' }),
        feature(polygon(square(118.2, 27.2, 0.1)), { plot_id: 'b' }),
      ),
    ],
    ['point-above-4-hectares', '', feature(point, { plot_id: 'CN-1', area_ha: 4.01 })],
    ['out-of-range', '/geometry/coordinates', feature({ type: 'Point', coordinates: [181, 27.728116] })],
    ['country-mismatch', '/geometry/coordinates', feature(point, { plot_id: 'GH-1' })],
    ['ring-not-closed', '/geometry/coordinates/0', feature(polygon(square(118, 27).slice(0, -1)))],
    [
      'invalid-ring',
      '/geometry/coordinates/0',
      feature(
        polygon([
          [118, 27],
          [118.1, 27],
          [118, 27],
        ]),
      ),
    ],
    ['invalid-ring', '/geometry/coordinates/1', feature(polygon(square(118, 27), square(118.1, 27)))],
    [
      'invalid-ring',
      '/geometry/coordinates/2',
      feature(polygon(square(118, 27), square(118.001, 27.001, 0.001), [...square(118.001, 27.001, 0.001)].reverse())),
    ],
    ['self-intersection', '/geometry/coordinates/0', feature(polygon(bow))],
    ['self-intersection', '/geometry/coordinates/0', feature(polygon(spike))],
    ['self-intersection', '/geometry/coordinates/0', feature(polygon(touch))],
    [
      'zero-area',
      '/geometry/coordinates/0',
      feature(
        polygon([
          [118, 27],
          [118, 27],
          [118, 27],
          [118, 27],
        ]),
      ),
    ],
    ['too-large', '/geometry/coordinates/0', feature(polygon(Array.from({ length: 5_001 }, () => [118, 27])))],
  ])('%s at "%s"', (code, pointer, value) => {
    expect(codes(checkPlotsGeoJson(value))).toEqual([[code, pointer]]);
  });

  test('boundaries that would take long to judge are refused', () => {
    const ring = Array.from({ length: 4_999 }, (_, index) => [118 + index / 1e5, 27]);
    expect(codes(checkPlotsGeoJson(feature(polygon(ring, ring, ring))))).toEqual([['too-large', '']]);
  });

  test('swapped numbers are told by the declared country, and by range where no country helps', () => {
    const swapped = { type: 'Point', coordinates: [6.352104, -1.980012] };
    expect(codes(checkPlotsGeoJson(feature(swapped, { plot_id: 'x', country: 'gh' })))).toEqual([
      ['coordinate-order-conflict', '/geometry/coordinates'],
      ['country-mismatch', '/geometry/coordinates'],
    ]);
    expect(codes(checkPlotsGeoJson(feature({ type: 'Point', coordinates: [27.728116, 118.035412] })))).toEqual([
      ['out-of-range', '/geometry/coordinates'],
      ['axis-order-ambiguity', '/geometry/coordinates'],
    ]);
  });

  test('decimals count as they are written', () => {
    const text = (longitude: string) =>
      `{"type":"Feature","properties":{"plot_id":"1 \\" 2.5"},"geometry":{"type":"Point","coordinates":[${longitude},27.728116]}}`;
    expect(checkPlotFile('a.geojson', text('118.100000'))).toEqual([]);
    expect(checkPlotFile('a.geojson', text('1.18100000e2'))).toEqual([]);
    expect(codes(checkPlotFile('a.json', text('118.10000')))).toEqual([
      ['insufficient-precision', '/geometry/coordinates'],
    ]);
    expect(codes(checkPlotFile('a.geojson', '{"type":'))).toEqual([['unreadable-geojson', '']]);
  });

  test('any convex ring is free of self-intersection, and with two corners swapped it is not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), fc.integer({ min: 0, max: 100 }), (corners, start) => {
        const places = Array.from({ length: corners }, (_, index) => {
          const angle = ((index + start / 100) * 2 * Math.PI) / corners;
          return [118 + 0.01 * Math.cos(angle), 27 + 0.01 * Math.sin(angle)];
        });
        const close = (ring: number[][]) => [...ring, ...ring.slice(0, 1)];
        expect(checkPlotsGeoJson(feature(polygon(close(places))))).toEqual([]);
        const [a = [], b = [], ...others] = places;
        expect(codes(checkPlotsGeoJson(feature(polygon(close([b, a, ...others])))))).toEqual([
          ['self-intersection', '/geometry/coordinates/0'],
        ]);
      }),
    );
  });

  test('whatever is given, the answer is a list and never an error', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.string(),
        fc.constantFrom('a.geojson', 'a.kml', 'a.csv', 'a'),
        (value, text, name) => {
          expect(Array.isArray(checkPlotsGeoJson(feature(value)))).toBe(true);
          expect(Array.isArray(checkPlotsGeoJson(feature(polygon(value))))).toBe(true);
          expect(checkPlotFile(name, text).length).toBeGreaterThan(0);
        },
      ),
    );
  });
});

describe('KML of plots', () => {
  const kml = (inside: string) =>
    `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${inside}</Document></kml>`;
  const ring = '118.030000,27.720000 118.034000,27.720000,12 118.034000,27.724000 118.030000,27.724000';
  const boundary = (tuples: string) =>
    `<Polygon><outerBoundaryIs><LinearRing><coordinates>${tuples}</coordinates></LinearRing></outerBoundaryIs></Polygon>`;

  test('is fine with points, polygons and data of their own', () => {
    const named = `<Placemark><name>CN-1</name>${boundary(`${ring} 118.030000,27.720000`)}</Placemark>`;
    const described = `<Folder><Placemark><ExtendedData><Data name="plot_id"><value>CN-2</value></Data><Data name="area_ha"><value>3</value></Data></ExtendedData><Point><coordinates>118.100000,27.700000</coordinates></Point></Placemark></Folder>`;
    expect(checkPlotsKml(kml(named + described))).toEqual([]);
  });

  test.each<[PlotFindingCode, string, string]>([
    ['unreadable-kml', '', '<kml><Placemark></kml>'],
    ['unreadable-kml', '', '<gpx/>'],
    ['unreadable-kml', '', '<!DOCTYPE kml [<!ENTITY a "aaaa">]><kml/>'],
    ['no-plots', '', kml('')],
    ['missing-geometry', '/placemarks/0', kml('<Placemark><name>1</name></Placemark>')],
    [
      'invalid-coordinates',
      '/placemarks/0',
      kml('<Placemark><name>1</name><Point><coordinates>here</coordinates></Point></Placemark>'),
    ],
    ['ring-not-closed', '/placemarks/0', kml(`<Placemark id="1">${boundary(ring)}</Placemark>`)],
    ['missing-plot-id', '/placemarks/0', kml(`<Placemark>${boundary(`${ring} 118.030000,27.720000`)}</Placemark>`)],
    [
      'insufficient-precision',
      '/placemarks/0',
      kml('<Placemark id="1"><Point><coordinates>118.1,27.7</coordinates></Point></Placemark>'),
    ],
    [
      'point-above-4-hectares',
      '/placemarks/0',
      kml(
        '<Placemark id="1"><ExtendedData><SchemaData><SimpleData name="area_ha">9</SimpleData></SchemaData></ExtendedData><Point><coordinates>118.100000,27.700000</coordinates></Point></Placemark>',
      ),
    ],
  ])('%s at "%s"', (code, pointer, text) => {
    expect(codes(checkPlotsKml(text))).toEqual([[code, pointer]]);
  });
});

describe('CSV of plots', () => {
  test('is fine with a header, quotes and more columns', () => {
    const text =
      'plot_id,latitude,longitude,note\r\n"CN-1, upper",27.728116,118.035412,"a ""b"""\r\nCN-2,27.728200,118.035500,\r\n';
    expect(checkPlotsCsv(text)).toEqual([]);
  });

  test.each<[PlotFindingCode, string, string]>([
    ['unreadable-csv', '', 'id,lat,lon\n1,2,3\n'],
    ['unreadable-csv', '/rows/0', 'plot_id,latitude,longitude\nCN-1,27.728116\n'],
    ['missing-geometry', '/rows/0', 'plot_id,latitude,longitude\nCN-1,,118.035412\n'],
    ['invalid-coordinates', '/rows/0', 'plot_id,latitude,longitude\nCN-1,27°43,118.035412\n'],
    ['missing-plot-id', '/rows/0', 'plot_id,latitude,longitude\n,27.728116,118.035412\n'],
    ['insufficient-precision', '/rows/1', 'plot_id,latitude,longitude\n1,27.728116,118.035412\n2,27.7281,118.035412\n'],
    ['no-plots', '', 'plot_id,latitude,longitude\n'],
  ])('%s at "%s"', (code, pointer, text) => {
    expect(codes(checkPlotsCsv(text))).toEqual([[code, pointer]]);
  });
});

test('a file of another kind is refused', () => {
  expect(codes(checkPlotFile('plots.shp', 'x'))).toEqual([['unknown-file-type', '']]);
});
