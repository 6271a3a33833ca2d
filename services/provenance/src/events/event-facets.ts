import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { expandName, namespacesOf, withNamespaces } from './event-context.ts';
import type { Namespaces } from './event-context.ts';
import { facets, SENSOR_FACETS } from './facets.ts';
import type { FieldArea } from './facets.ts';
import type { AnyEvent } from './schema.ts';

/** Most terms one event may have; an event with more is refused when it is read. */
export const MAX_FACETS = 512;

/** Lists in lists count as one list, to this depth. */
const MAX_FLAT = 8;

/**
 * What an event in stored form is found by besides its columns and the things it names: distinct terms made with
 * `facets`, one for each field that exists and each value it has.
 */
export function eventFacets(document: AnyEvent): string[] {
  const namespaces = namespacesOf(document['@context']);
  const found = new Set<string>();
  const add = (facet: string) => found.add(facet);
  const fields = (area: FieldArea, value: unknown) => {
    if (isJsonObject(value)) addFields(add, area, false, value, namespaces);
  };

  for (const { type, bizTransaction } of document.bizTransactionList ?? []) {
    for (const word of spellings(type, namespaces)) add(facets.bizTransaction(word, bizTransaction));
  }
  for (const { type, source } of document.sourceList ?? []) {
    for (const word of spellings(type, namespaces)) add(facets.source(word, source));
  }
  for (const { type, destination } of document.destinationList ?? []) {
    for (const word of spellings(type, namespaces)) add(facets.destination(word, destination));
  }

  const { persistentDisposition, errorDeclaration, sensorElementList } = document;
  if (persistentDisposition) add(facets.exists('persistentDisposition'));
  for (const item of persistentDisposition?.set ?? []) spellings(item, namespaces).map(facets.set).forEach(add);
  for (const item of persistentDisposition?.unset ?? []) spellings(item, namespaces).map(facets.unset).forEach(add);

  if (errorDeclaration) {
    add(facets.exists('errorDeclaration'));
    spellings(errorDeclaration.reason, namespaces).map(facets.errorReason).forEach(add);
    for (const id of errorDeclaration.correctiveEventIDs ?? []) add(facets.correctiveEvent(id));
    fields('errorDeclaration', errorDeclaration);
  }

  if (sensorElementList?.length) add(facets.exists('sensorElementList'));
  for (const element of sensorElementList ?? []) {
    fields('sensorElement', element);
    for (const [area, items] of [
      ['sensorMetadata', element.sensorMetadata ? [element.sensorMetadata] : []],
      ['sensorReport', element.sensorReport],
    ] as const) {
      for (const item of items) {
        fields(area, item);
        addSensor(add, item, namespaces);
      }
    }
  }

  if ('ilmd' in document && document.ilmd) {
    add(facets.exists('ilmd'));
    fields('ilmd', document.ilmd);
  }
  fields('readPoint', document.readPoint);
  fields('bizLocation', document.bizLocation);
  fields('event', document);
  return [...found];
}

/** A word as sent and, where it is a CURIE of a known namespace, under its full name. */
function spellings(word: string | undefined, namespaces: Namespaces): readonly string[] {
  if (word === undefined) return [];
  const full = expandName(word, namespaces);
  return full === word ? [word] : [word, full];
}

function addSensor(add: (facet: string) => void, item: JsonObject, namespaces: Namespaces): void {
  for (const field of SENSOR_FACETS) {
    const value = item[field];
    if (typeof value === 'boolean') add(facets.sensor(field, String(value)));
    if (typeof value !== 'string') continue;
    for (const word of field === 'type' ? spellings(value, namespaces) : [value]) add(facets.sensor(field, word));
  }
}

/** Extension fields are those whose names have a namespace; objects and lists are searched for inner ones. */
function addFields(
  add: (facet: string) => void,
  area: FieldArea,
  inner: boolean,
  value: JsonObject,
  outer: Namespaces,
): void {
  const namespaces = withNamespaces(outer, value['@context']);
  for (const name of Object.keys(value)) {
    const content = value[name];
    const named = name.includes(':');
    if (!named && !inner) continue;
    const field = { area, inner, name: expandName(name, namespaces) };
    if (named) add(facets.field(field));
    for (const item of [content].flat(MAX_FLAT)) {
      if (isJsonObject(item)) addFields(add, area, true, item, namespaces);
      else if (named && item !== null) add(facets.fieldValue(field, item));
    }
  }
}
