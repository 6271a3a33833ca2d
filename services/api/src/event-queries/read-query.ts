import { isJsonObject, namespacesOf, type Namespaces } from '@fieldseal/provenance';
import type { Condition, EventQuery, OrderKey } from './conditions.ts';
import { LIMITS } from './limits.ts';
import { expandedName, headerNamespaces } from './names.ts';
import { conditionsOf } from './parameters.ts';
import { checkTexts, count, oneOf, refuse, single, type Values } from './values.ts';

/** Parameters that say which events first and how many, not which ones. */
const CONTROLS = ['orderBy', 'orderDirection', 'eventCountLimit', 'maxEventCount'];

const PAGING = ['perPage', 'nextPageToken'];

/** Parameters whose value is one text, in which `|` separates nothing. */
const WHOLE = /^(EQ_stringValue|orderBy|(GT|GE|LT|LE)_.*)$/;

/**
 * A query from a query string; what it says of pages is left to others.
 * @param extensions the `GS1-Extensions` header, which declares prefixes
 * @throws Problem naming the parameter at fault
 */
export function readQueryString(parameters: Readonly<Record<string, unknown>>, extensions?: string): EventQuery {
  const asked = Object.entries(parameters).filter(([name]) => !PAGING.includes(name));
  const values = asked.map(([name, value]) => ({
    name,
    texts: [value].flat().flatMap((part) => (typeof part === 'string' ? split(name, part) : [])),
  }));
  return readQuery(values, headerNamespaces(extensions));
}

const split = (name: string, text: string): string[] => (WHOLE.test(name) ? [text] : text.split('|'));

/**
 * A query from a JSON query document, such as that of a named query (GS1's query-schema.json). Its `@context` declares
 * prefixes.
 * @throws Problem naming the parameter at fault
 */
export function readQueryDocument(document: unknown): EventQuery {
  if (!isJsonObject(document)) return refuse('query', 'must be an object of parameters.');
  const { '@context': context, ...parameters } = document;
  const values = Object.entries(parameters).map(([name, value]) => ({ name, texts: scalars(name, value) }));
  return readQuery(values, namespacesOf(context));
}

/** Numbers and truth values as text; null, which stands for a parameter without value, as nothing. */
function scalars(name: string, value: unknown): string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : value === null ? [] : [value];
  if (items.length > LIMITS.values) refuse(name, `at most ${LIMITS.values} values are allowed.`);
  return items.map((item) =>
    typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean'
      ? String(item)
      : refuse(name, 'must be text, a number, true or false, or a list of them.'),
  );
}

function readQuery(parameters: readonly Values[], namespaces: Namespaces): EventQuery {
  if (parameters.length > LIMITS.parameters)
    refuse('query', `at most ${LIMITS.parameters} parameters are allowed, not ${parameters.length}.`);
  for (const values of parameters) {
    checkTexts({ name: values.name, texts: [values.name] });
    checkTexts(values);
  }
  const control = (name: string): Values | undefined => parameters.find((values) => values.name === name);
  const conditions: Condition[] = parameters
    .filter(({ name }) => !CONTROLS.includes(name))
    .flatMap((values) => conditionsOf(values, namespaces));
  const [limit, most] = [control('eventCountLimit'), control('maxEventCount')];
  const [orderBy, direction] = [control('orderBy'), control('orderDirection')];
  if (limit !== undefined && most !== undefined) refuse('eventCountLimit', 'does not go together with maxEventCount.');
  if (limit !== undefined && orderBy === undefined) refuse('eventCountLimit', 'needs orderBy.');
  return {
    conditions,
    order: orderBy === undefined ? { column: 'event_time' } : orderKey(orderBy, namespaces),
    descending: direction === undefined || oneOf(direction, ['ASC', 'DESC']) === 'DESC',
    limit: limit && count(limit),
    most: most && count(most),
  };
}

function orderKey(values: Values, namespaces: Namespaces): OrderKey {
  const name = single(values);
  if (name === 'eventTime') return { column: 'event_time' };
  if (name === 'recordTime') return { column: 'record_time' };
  if (!name.includes(':')) return refuse('orderBy', 'must be eventTime, recordTime or the name of an extension field.');
  return { field: { area: 'event', inner: false, name: expandedName('orderBy', name, namespaces) } };
}
