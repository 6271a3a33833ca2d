import { bytesToHex, sha256, utf8 } from '../bytes.ts';
import { canonicalText, canonicalTime } from './canonical-value.ts';

/** Where the extension fields of an event live. */
export const FIELD_AREAS = [
  'event',
  'ilmd',
  'errorDeclaration',
  'sensorElement',
  'sensorMetadata',
  'sensorReport',
  'readPoint',
  'bizLocation',
] as const;
export type FieldArea = (typeof FIELD_AREAS)[number];

/** An extension field by its expanded name; `inner`: inside another extension field of the area. */
export interface ExtensionField {
  readonly area: FieldArea;
  readonly inner: boolean;
  readonly name: string;
}

/** What a sensor element can be asked for by equality (EPCIS 2.0 section 8.2.7.1). */
export const SENSOR_FACETS = [
  'type',
  'deviceID',
  'dataProcessingMethod',
  'microorganism',
  'chemicalSubstance',
  'bizRules',
  'stringValue',
  'booleanValue',
  'hexBinaryValue',
  'uriValue',
] as const;

const MAX_LENGTH = 200;

/** A facet longer than 200 characters keeps its beginning and ends in its SHA-256. */
function bounded(facet: string): string {
  if (facet.length <= MAX_LENGTH) return facet;
  const hash = bytesToHex(sha256(utf8(facet)));
  return `${facet.slice(0, MAX_LENGTH - hash.length - 1).toWellFormed()}#${hash}`;
}

/** Names may hold the sign that ends them. */
const part = (text: string): string => text.replace(/[%=]/g, encodeURIComponent);

const equals = (name: string, value: string): string => bounded(`${name}=${value}`);

const fieldName = ({ area, inner, name }: ExtensionField): string => `${inner ? 'inner ' : ''}${area} ${part(name)}`;

/**
 * The terms an event is found by where no column holds the value: texts that are equal exactly when an event has what
 * a query asks (EPCIS 2.0 section 8.2.7.1). The event and the query side build them with these functions alone.
 * Words are bare where CBV has them, identifiers in any spelling; extension values are equal as text, as number
 * ("7" and "07.0") or as moment.
 */
export const facets = {
  bizTransaction: (type: string, id: string): string => equals(`bizTransaction ${part(type)}`, canonicalText(id)),
  source: (type: string, id: string): string => equals(`source ${part(type)}`, canonicalText(id)),
  destination: (type: string, id: string): string => equals(`destination ${part(type)}`, canonicalText(id)),
  set: (disposition: string): string => equals('set', disposition),
  unset: (disposition: string): string => equals('unset', disposition),
  errorReason: (reason: string): string => equals('errorReason', reason),
  correctiveEvent: (eventID: string): string => equals('correctiveEvent', eventID),
  /** Hexadecimal digits are equal in either case. */
  sensor: (field: string, value: string): string =>
    equals(`sensor ${field}`, field === 'hexBinaryValue' ? value.toUpperCase() : canonicalText(value)),
  exists: (field: 'errorDeclaration' | 'sensorElementList' | 'ilmd' | 'persistentDisposition'): string => field,
  field: (field: ExtensionField): string => bounded(fieldName(field)),
  fieldValue: (field: ExtensionField, value: unknown): string =>
    equals(fieldName(field), canonicalText(typeof value === 'string' ? canonicalTime(value) : value)),
} as const;
