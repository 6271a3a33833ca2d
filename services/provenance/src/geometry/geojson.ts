import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { checkPlots } from './check-plots.ts';
import { countryOf, hectaresOf, textOf } from './declared.ts';
import { finding } from './finding.ts';
import type { PlotFinding } from './finding.ts';
import { decimalsOf } from './plot.ts';
import type { Plot, Position, Shape } from './plot.ts';

const WGS84 = /(CRS84|EPSG:{1,2}4326|EPSG\/0\/4326)$/i;
const OUTSIDE_OF_NUMBERS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

type Reading<Value> = { readonly value: Value; readonly findings?: undefined } | { readonly findings: PlotFinding[] };

/** Checks the text of a GeoJSON file of plots (RFC 7946); decimals are counted as written. */
export function checkPlotsGeoJsonText(text: string): PlotFinding[] {
  try {
    const value: unknown = JSON.parse(text);
    const written: unknown = JSON.parse(
      text.replace(OUTSIDE_OF_NUMBERS, (token) => (token.startsWith('"') ? token : `"${token}"`)),
    );
    return check(value, written);
  } catch (error) {
    return [finding('unreadable-geojson', '', error instanceof Error ? error.message : 'it is not JSON')];
  }
}

/** The same for parsed GeoJSON: a FeatureCollection or one Feature. How many decimals were written is not known then. */
export function checkPlotsGeoJson(value: unknown): PlotFinding[] {
  return check(value, undefined);
}

/** @param written the same value with every number as the text it was written as */
function check(value: unknown, written: unknown): PlotFinding[] {
  if (!isJsonObject(value)) return [finding('unreadable-geojson', '', 'GeoJSON must be an object')];
  const crs = isJsonObject(value.crs) && isJsonObject(value.crs.properties) ? value.crs.properties.name : undefined;
  if (typeof crs === 'string' && !WGS84.test(crs)) {
    return [finding('unsupported-crs', '/crs', `coordinates must be on WGS 84, not ${crs}`)];
  }
  const { features } = value;
  if (value.type === 'Feature') return findingsOf([readFeature(value, written, '', {})]);
  if (value.type !== 'FeatureCollection' || !Array.isArray(features)) {
    return [finding('unreadable-geojson', '', 'GeoJSON of plots must be a FeatureCollection or a Feature')];
  }
  const metadata = isJsonObject(value.metadata) ? value.metadata : {};
  return findingsOf(
    features.map((feature, index) => {
      const pointer = `/features/${String(index)}`;
      return readFeature(feature, member(member(written, 'features'), index), pointer, metadata);
    }),
  );
}

function findingsOf(readings: readonly Reading<Plot>[]): PlotFinding[] {
  const unread = readings.flatMap((reading) => reading.findings ?? []);
  const plots = readings.flatMap((reading) => (reading.findings === undefined ? [reading.value] : []));
  return plots.length === 0 && unread.length > 0 ? unread : [...unread, ...checkPlots(plots)];
}

function readFeature(feature: unknown, written: unknown, pointer: string, metadata: JsonObject): Reading<Plot> {
  if (!isJsonObject(feature) || feature.type !== 'Feature') {
    return { findings: [finding('unreadable-geojson', pointer, 'a feature must be an object of type Feature')] };
  }
  const properties = isJsonObject(feature.properties) ? feature.properties : {};
  const shape = readGeometry(feature.geometry, member(written, 'geometry'), `${pointer}/geometry`);
  if (shape.findings !== undefined) return shape;
  const id = textOf(properties.plot_id) ?? textOf(feature.id);
  return {
    value: {
      pointer,
      id,
      areaHectares: hectaresOf(properties),
      country: countryOf(properties, id) ?? countryOf(metadata, undefined),
      commodity: textOf(properties.commodity) ?? textOf(metadata.commodity),
      shape: shape.value,
    },
  };
}

function readGeometry(geometry: unknown, written: unknown, pointer: string): Reading<Shape> {
  if (!isJsonObject(geometry)) {
    return { findings: [finding('missing-geometry', pointer, 'a plot needs a point or a polygon')] };
  }
  const { type, coordinates } = geometry;
  const texts = member(written, 'coordinates');
  const at = `${pointer}/coordinates`;
  try {
    switch (type) {
      case 'Point':
        return { value: { kind: 'points', points: [position(coordinates, texts, at)] } };
      case 'MultiPoint':
        return { value: { kind: 'points', points: each(coordinates, texts, at, position) } };
      case 'Polygon':
        return { value: { kind: 'polygons', polygons: [each(coordinates, texts, at, ring)] } };
      case 'MultiPolygon':
        return {
          value: { kind: 'polygons', polygons: each(coordinates, texts, at, (...part) => each(...part, ring)) },
        };
      default:
        return {
          findings: [finding('unsupported-geometry', `${pointer}/type`, 'a plot is a Point, Polygon or MultiPolygon')],
        };
    }
  } catch (error) {
    if (error instanceof CoordinatesError)
      return { findings: [finding('invalid-coordinates', error.pointer, error.message)] };
    throw error;
  }
}

class CoordinatesError extends Error {
  readonly pointer: string;

  constructor(pointer: string, message: string) {
    super(message);
    this.pointer = pointer;
  }
}

type Reader<Value> = (value: unknown, written: unknown, pointer: string) => Value;

function each<Value>(value: unknown, written: unknown, pointer: string, read: Reader<Value>): Value[] {
  if (!Array.isArray(value) || value.length === 0) throw new CoordinatesError(pointer, 'a filled list is expected');
  return value.map((item, index) => read(item, member(written, index), `${pointer}/${String(index)}`));
}

function ring(value: unknown, written: unknown, pointer: string) {
  return { positions: each(value, written, pointer, position), pointer };
}

function position(value: unknown, written: unknown, pointer: string): Position {
  const longitude = member(value, 0);
  const latitude = member(value, 1);
  if (typeof longitude !== 'number' || typeof latitude !== 'number') {
    throw new CoordinatesError(pointer, 'a position is a list of longitude and latitude');
  }
  const texts = [member(written, 0), member(written, 1)].flatMap((text) => (typeof text === 'string' ? [text] : []));
  return {
    longitude,
    latitude,
    decimals: texts.length === 2 ? Math.min(...texts.map(decimalsOf)) : undefined,
    pointer,
  };
}

function member(value: unknown, key: string | number): unknown {
  if (Array.isArray(value)) return typeof key === 'number' ? value[key] : undefined;
  return isJsonObject(value) ? value[key] : undefined;
}
