import { DOMParser } from '@xmldom/xmldom';
import type { Document, Element } from '@xmldom/xmldom';
import { checkPlots } from './check-plots.ts';
import { countryOf, hectaresOf, textOf } from './declared.ts';
import { finding } from './finding.ts';
import type { PlotFinding } from './finding.ts';
import { decimalsOf } from './plot.ts';
import type { Plot, Polygon, Position, Shape } from './plot.ts';

/** Checks the text of a KML 2.2 file of plots (OGC 07-147r2): one Placemark each. */
export function checkPlotsKml(text: string): PlotFinding[] {
  const document = parseStrictly(text);
  if (typeof document === 'string') return [finding('unreadable-kml', '', document)];
  if (document.documentElement?.localName !== 'kml') {
    return [finding('unreadable-kml', '', 'the root element must be kml')];
  }
  const readings = elementsIn(document, 'Placemark').map(readPlacemark);
  const unread = readings.flatMap((reading) => ('code' in reading ? [reading] : []));
  const plots = readings.flatMap((reading) => ('code' in reading ? [] : [reading]));
  return plots.length === 0 && unread.length > 0 ? unread : [...unread, ...checkPlots(plots)];
}

/** The document, or why it is none. Entities of its own are refused: plots need none, and they can be made to explode. */
function parseStrictly(text: string): Document | string {
  if (/<!DOCTYPE/i.test(text)) return 'a document type definition is not accepted';
  const faults: string[] = [];
  try {
    const parser = new DOMParser({ onError: (_level, message) => faults.push(message) });
    const document = parser.parseFromString(text, 'text/xml');
    return faults[0] ?? document;
  } catch (error) {
    return faults[0] ?? (error instanceof Error ? error.message : 'it is not XML');
  }
}

function elementsIn(parent: Document | Element, name: string): Element[] {
  return Array.from(parent.getElementsByTagNameNS('*', name));
}

function firstText(parent: Element, name: string): string | undefined {
  return textOf(elementsIn(parent, name)[0]?.textContent);
}

function readPlacemark(placemark: Element, index: number): Plot | PlotFinding {
  const pointer = `/placemarks/${String(index)}`;
  const shape = readShape(placemark, pointer);
  if ('code' in shape) return shape;
  const properties = extendedData(placemark);
  const id = textOf(properties.plot_id) ?? textOf(placemark.getAttribute('id')) ?? firstText(placemark, 'name');
  return {
    pointer,
    id,
    areaHectares: hectaresOf(properties),
    country: countryOf(properties, id),
    commodity: textOf(properties.commodity),
    shape,
  };
}

/** `<Data name="x"><value>` and `<SimpleData name="x">` alike. */
function extendedData(placemark: Element): Readonly<Record<string, string | undefined>> {
  const data = elementsIn(placemark, 'Data').map((item) => [item, firstText(item, 'value')] as const);
  const simple = elementsIn(placemark, 'SimpleData').map((item) => [item, textOf(item.textContent)] as const);
  return Object.fromEntries([...data, ...simple].map(([item, value]) => [item.getAttribute('name') ?? '', value]));
}

function readShape(placemark: Element, pointer: string): Shape | PlotFinding {
  const polygons = elementsIn(placemark, 'Polygon').map((polygon) => readPolygon(polygon, pointer));
  const points = elementsIn(placemark, 'Point').flatMap((point) => readPositions(point, pointer));
  const lists = polygons.length > 0 ? polygons.flat().map(({ positions }) => positions) : [points];
  if (polygons.length + points.length === 0) {
    return finding('missing-geometry', pointer, 'a plot needs a Point or a Polygon');
  }
  if (lists.length === 0 || !lists.every((positions) => positions.length > 0 && positions.every(isNumeric))) {
    return finding('invalid-coordinates', pointer, 'coordinates must be pairs longitude,latitude');
  }
  return polygons.length > 0 ? { kind: 'polygons', polygons } : { kind: 'points', points };
}

/** KML lists the outer boundary before the inner ones. */
function readPolygon(polygon: Element, pointer: string): Polygon {
  return elementsIn(polygon, 'LinearRing').map((ring) => ({ positions: readPositions(ring, pointer), pointer }));
}

/** `longitude,latitude[,altitude]` between white space. */
function readPositions(parent: Element, pointer: string): Position[] {
  const tuples = (firstText(parent, 'coordinates') ?? '').split(/\s+/).filter((tuple) => tuple !== '');
  return tuples.map((tuple) => {
    const [longitude = '', latitude = ''] = tuple.split(',');
    return {
      longitude: degrees(longitude),
      latitude: degrees(latitude),
      decimals: Math.min(decimalsOf(longitude), decimalsOf(latitude)),
      pointer,
    };
  });
}

function degrees(text: string): number {
  return text === '' ? Number.NaN : Number(text);
}

function isNumeric({ longitude, latitude }: Position): boolean {
  return Number.isFinite(longitude) && Number.isFinite(latitude);
}
