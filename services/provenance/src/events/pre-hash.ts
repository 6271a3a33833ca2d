import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import type { BareWordKind } from './bare-words.ts';
import { canonicalText, canonicalTime } from './canonical-value.ts';
import type { Namespaces } from './event-context.ts';
import { standardType } from './event-type.ts';
import { extensionText, sorted } from './pre-hash-extensions.ts';
import { vocabularyUri } from './vocabulary.ts';

type Write = (name: string, value: unknown, namespaces: Namespaces) => string;

/** Fields in canonical order, each with how it is written. */
type Order = ReadonlyMap<string, Write>;

/** Fields that never take part: they name or annotate the event, they do not say what happened. */
const IGNORED = ['@context', 'type', 'isA', 'eventID', 'recordTime', 'errorDeclaration', 'proof'];

const text: Write = (name, value, namespaces) => many(name, value, (item) => canonicalText(item, namespaces));
const time: Write = (name, value) => many(name, value, canonicalTime);
const word =
  (kind: BareWordKind): Write =>
  (name, value, namespaces) =>
    many(name, value, (item) =>
      canonicalText(typeof item === 'string' ? vocabularyUri(item.trim(), kind) : item, namespaces),
    );

const texts = (...names: readonly string[]): [string, Write][] => names.map((name) => [name, text]);

const quantities = list('quantityElement', record(new Map([...texts('epcClass', 'quantity', 'uom')])));
const epcs = list('epc', text);

const sensorMetadata: Order = new Map([
  ['time', time],
  ['startTime', time],
  ['endTime', time],
  ...texts('deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'),
]);

const sensorReport: Order = new Map([
  ['type', word('measurement')],
  ['exception', word('alert')],
  ...texts('deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod'),
  ['time', time],
  ...texts('microorganism', 'chemicalSubstance', 'value'),
  ['component', word('component')],
  ...texts('stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue', 'minValue', 'maxValue', 'meanValue'),
  ...texts('sDev', 'percRank', 'percValue', 'uom', 'coordinateReferenceSystem'),
]);

/** The canonical order of an event's fields (CBV 2.0 section 8.9.2). */
const EVENT: Order = new Map<string, Write>([
  ['eventTime', time],
  ...texts('eventTimeZoneOffset', 'certificationInfo'),
  ['epcList', epcs],
  ...texts('parentID'),
  ['inputEPCList', epcs],
  ['childEPCs', epcs],
  ['quantityList', quantities],
  ['childQuantityList', quantities],
  ['inputQuantityList', quantities],
  ['outputEPCList', epcs],
  ['outputQuantityList', quantities],
  ...texts('action', 'transformationID'),
  ['bizStep', word('bizStep')],
  ['disposition', word('disposition')],
  [
    'persistentDisposition',
    record(
      new Map([
        ['set', word('disposition')],
        ['unset', word('disposition')],
      ]),
    ),
  ],
  ['readPoint', record(new Map(texts('id')))],
  ['bizLocation', record(new Map(texts('id')))],
  ['bizTransactionList', typed('bizTransaction', 'bizTransaction')],
  ['destinationList', typed('destination', 'sourceDestination')],
  ['sourceList', typed('source', 'sourceDestination')],
  [
    'sensorElementList',
    list(
      'sensorElement',
      record(
        new Map([
          ['sensorMetadata', record(sensorMetadata)],
          ['sensorReport', record(sensorReport)],
        ]),
      ),
    ),
  ],
  ['ilmd', record(new Map())],
]);

const NO_EXTENSION: ReadonlySet<string> = new Set([...EVENT.keys(), ...IGNORED]);

/**
 * The text whose SHA-256 identifies an EPCIS event whatever its field order, spelling of identifiers or syntax
 * (CBV 2.0 section 8.9).
 * @throws RangeError when extensions are nested deeper than 64 levels
 */
export function eventPreHash(event: JsonObject, namespaces: Namespaces): string {
  const type = typeof event.type === 'string' ? standardType(event.type) : '';
  return `eventType=${type}${fields(EVENT, NO_EXTENSION, event, namespaces)}`;
}

function fields(
  order: Order,
  known: { has(name: string): boolean },
  value: JsonObject,
  namespaces: Namespaces,
): string {
  let standard = '';
  for (const [name, write] of order) {
    const item = value[name];
    if (item !== undefined) standard += write(name, item, namespaces);
  }
  return standard + extensionText(value, known, namespaces);
}

function many(name: string, value: unknown, write: (item: unknown) => string): string {
  if (!Array.isArray(value)) {
    const content = write(value);
    return content === '' ? '' : `${name}=${content}`;
  }
  return sorted(value.map(write).flatMap((content) => (content === '' ? [] : [`${name}=${content}`])));
}

function list(itemName: string, write: Write): Write {
  return (name, value, namespaces) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [];
    const content = sorted(items.map((item) => write(itemName, item, namespaces)));
    return content === '' ? '' : name + content;
  };
}

function record(order: Order): Write {
  return (name, value, namespaces) => {
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    const contents = items.map((item) => (isJsonObject(item) ? fields(order, order, item, namespaces) : ''));
    return sorted(contents.flatMap((content) => (content === '' ? [] : [name + content])));
  };
}

/** Business transactions, sources and destinations: the type, when given, stands before the identifier. */
function typed(name: string, kind: BareWordKind): Write {
  const order: Order = new Map([
    ['type', word(kind)],
    [name, text],
  ]);
  return list(name, (_, value, namespaces) => (isJsonObject(value) ? fields(order, order, value, namespaces) : ''));
}
