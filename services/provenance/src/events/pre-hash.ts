import { compareCodePoints } from '../bytes.ts';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { canonicalText, canonicalTime } from './canonical-value.ts';
import { vocabularyUri } from './vocabulary.ts';
import type { BareWordKind } from './vocabulary.ts';

/** Namespace prefixes of an event's extensions: prefix to namespace URI. */
export type Namespaces = ReadonlyMap<string, string>;

type Write = (name: string, value: unknown, namespaces: Namespaces) => string;
type Field = readonly [name: string, write: Write];

/** Fields that never take part: they name or annotate the event, they do not say what happened. */
const IGNORED = new Set(['@context', 'type', 'isA', 'eventID', 'recordTime', 'errorDeclaration', 'proof']);
const COMMENTS = new Set(['comment', 'rdfs:comment']);
const MAX_DEPTH = 64;

const text: Write = (name, value) => many(name, value, canonicalText);
const time: Write = (name, value) => many(name, value, canonicalTime);
const word =
  (kind: BareWordKind): Write =>
  (name, value) =>
    many(name, value, (item) => canonicalText(typeof item === 'string' ? vocabularyUri(item.trim(), kind) : item));

const QUANTITY: readonly Field[] = [
  ['epcClass', text],
  ['quantity', text],
  ['uom', text],
];

const SENSOR_METADATA: readonly Field[] = [
  ['time', time],
  ['startTime', time],
  ['endTime', time],
  ['deviceID', text],
  ['deviceMetadata', text],
  ['rawData', text],
  ['dataProcessingMethod', text],
  ['bizRules', text],
];

const SENSOR_REPORT: readonly Field[] = [
  ['type', word('measurement')],
  ['exception', word('measurement')],
  ['deviceID', text],
  ['deviceMetadata', text],
  ['rawData', text],
  ['dataProcessingMethod', text],
  ['time', time],
  ['microorganism', text],
  ['chemicalSubstance', text],
  ['value', text],
  ['component', word('component')],
  ['stringValue', text],
  ['booleanValue', text],
  ['hexBinaryValue', text],
  ['uriValue', text],
  ['minValue', text],
  ['maxValue', text],
  ['meanValue', text],
  ['sDev', text],
  ['percRank', text],
  ['percValue', text],
  ['uom', text],
  ['coordinateReferenceSystem', text],
];

const SENSOR_ELEMENT: readonly Field[] = [
  ['sensorMetadata', record(SENSOR_METADATA)],
  ['sensorReport', record(SENSOR_REPORT)],
];

/** The canonical order of an event's fields (CBV 2.0 section 8.9.2). */
const EVENT: readonly Field[] = [
  ['eventTime', time],
  ['eventTimeZoneOffset', text],
  ['certificationInfo', text],
  ['epcList', list('epc', text)],
  ['parentID', text],
  ['inputEPCList', list('epc', text)],
  ['childEPCs', list('epc', text)],
  ['quantityList', list('quantityElement', record(QUANTITY))],
  ['childQuantityList', list('quantityElement', record(QUANTITY))],
  ['inputQuantityList', list('quantityElement', record(QUANTITY))],
  ['outputEPCList', list('epc', text)],
  ['outputQuantityList', list('quantityElement', record(QUANTITY))],
  ['action', text],
  ['transformationID', text],
  ['bizStep', word('bizStep')],
  ['disposition', word('disposition')],
  [
    'persistentDisposition',
    record([
      ['set', word('disposition')],
      ['unset', word('disposition')],
    ]),
  ],
  ['readPoint', record([['id', text]])],
  ['bizLocation', record([['id', text]])],
  ['bizTransactionList', typed('bizTransaction', 'bizTransaction')],
  ['destinationList', typed('destination', 'sourceDestination')],
  ['sourceList', typed('source', 'sourceDestination')],
  ['sensorElementList', list('sensorElement', record(SENSOR_ELEMENT))],
  ['ilmd', record([])],
];

/**
 * The text whose SHA-256 identifies an EPCIS event whatever its field order, spelling of identifiers or syntax
 * (CBV 2.0 section 8.9).
 * @throws RangeError when extensions are nested deeper than 64 levels
 */
export function eventPreHash(event: JsonObject, namespaces: Namespaces): string {
  const type = typeof event.type === 'string' ? event.type : '';
  return `eventType=${type}${fields(EVENT, event, namespaces, IGNORED)}`;
}

function fields(order: readonly Field[], value: JsonObject, namespaces: Namespaces, ignored?: Set<string>): string {
  const known = new Set(order.map(([name]) => name));
  const standard = order.map(([name, write]) =>
    value[name] === undefined ? '' : write(name, value[name], namespaces),
  );
  const others = Object.entries(value).filter(([name]) => !known.has(name) && !ignored?.has(name));
  return standard.join('') + extensions(others, namespaces, 0);
}

function extensions(entries: readonly (readonly [string, unknown])[], namespaces: Namespaces, depth: number): string {
  if (depth > MAX_DEPTH) throw new RangeError(`extensions nested deeper than ${String(MAX_DEPTH)} levels`);
  return sorted(
    entries.flatMap(([name, value]) => {
      if (COMMENTS.has(name)) return [];
      const full = expandName(name, namespaces);
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return items.map((item) => {
        if (isJsonObject(item)) return full + extensions(Object.entries(item), namespaces, depth + 1);
        const content = /time/i.test(name) ? canonicalText(canonicalTime(item) || item) : canonicalText(item);
        return content === '' ? full : `${full}=${content}`;
      });
    }),
  );
}

function expandName(name: string, namespaces: Namespaces): string {
  const colon = name.indexOf(':');
  const namespace = colon > 0 ? namespaces.get(name.slice(0, colon)) : undefined;
  return namespace === undefined ? name : `{${namespace}}${name.slice(colon + 1)}`;
}

function many(name: string, value: unknown, write: (item: unknown) => string): string {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return sorted(items.map(write).flatMap((content) => (content === '' ? [] : [`${name}=${content}`])));
}

function list(itemName: string, write: Write): Write {
  return (name, value, namespaces) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const content = sorted(items.map((item) => write(itemName, item, namespaces)));
    return content === '' ? '' : name + content;
  };
}

function record(order: readonly Field[]): Write {
  return (name, value, namespaces) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const contents = items.map((item) => (isJsonObject(item) ? fields(order, item, namespaces) : ''));
    return sorted(contents.flatMap((content) => (content === '' ? [] : [name + content])));
  };
}

/** Business transactions, sources and destinations: the type, when given, stands before the identifier. */
function typed(name: string, kind: BareWordKind): Write {
  return list(name, (_, value, namespaces) =>
    isJsonObject(value)
      ? fields(
          [
            ['type', word(kind)],
            [name, text],
          ],
          value,
          namespaces,
        )
      : '',
  );
}

function sorted(parts: readonly string[]): string {
  return [...parts].sort(compareCodePoints).join('');
}
