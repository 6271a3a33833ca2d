import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';

/** Namespace prefixes of an event's extensions: prefix to namespace URI. */
export type Namespaces = ReadonlyMap<string, string>;

/** Prefixes the EPCIS 2.0 context defines by itself. */
const STANDARD: Namespaces = new Map([
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
]);

const EPCIS_CONTEXTS = 'https://ref.gs1.org/standards/epcis/';

/** Prefixes that one or more JSON-LD contexts (of the document, of the event) define; later ones win. */
export function namespacesOf(...contexts: readonly unknown[]): Namespaces {
  const [context, ...more] = contexts.filter((given) => given !== undefined);
  if (typeof context !== 'object' || context === null || more.length > 0) return withNamespaces(STANDARD, ...contexts);
  const known = read.get(context) ?? withNamespaces(STANDARD, context);
  read.set(context, known);
  return known;
}

/** A context is asked for several times on an event's way into the store, and never changed. */
const read = new WeakMap<object, Namespaces>();

/** The same prefixes and those of the contexts; the given map itself when they define none. */
export function withNamespaces(known: Namespaces, ...contexts: readonly unknown[]): Namespaces {
  let namespaces: Map<string, string> | undefined;
  for (const context of contexts.flat()) {
    if (!isJsonObject(context)) continue;
    for (const [prefix, definition] of Object.entries(context)) {
      const uri = isJsonObject(definition) ? definition['@id'] : definition;
      if (typeof uri !== 'string') continue;
      namespaces ??= new Map(known);
      namespaces.set(prefix, uri);
    }
  }
  return namespaces ?? known;
}

/** A CURIE whose prefix is known, as the full name; any other name unchanged. */
export function expandName(name: string, namespaces: Namespaces): string {
  const colon = name.indexOf(':');
  const namespace = colon > 0 ? namespaces.get(name.slice(0, colon)) : undefined;
  return namespace === undefined ? name : namespace + name.slice(colon + 1);
}

type ContextEntry = string | Record<string, unknown>;
type Context = ContextEntry | ContextEntry[];

/**
 * The context an event needs to be read alone: its own, and before it what it uses of the document's, in its order.
 * @returns undefined when the event has none and needs none but EPCIS's own
 */
export function standaloneContext(
  event: JsonObject & { readonly '@context'?: Context | undefined },
  documentContext: unknown,
): Context | undefined {
  const own = event['@context'];
  const { entries, names } = offeredBy(documentContext);
  if (entries.length === 0) return own;
  const ownEntries = own === undefined ? [] : [own].flat();
  const overridden = new Map(ownEntries.flatMap((entry) => (isJsonObject(entry) ? Object.entries(entry) : [])));
  const used = namesIn(event, names);
  const needed = withMeanings(used, entries, names);
  const inherited = entries.flatMap((entry): ContextEntry[] => {
    if (typeof entry === 'string') return ownEntries.includes(entry) ? [] : [entry];
    const kept = [...needed]
      .filter((name) => entry.has(name) && !isKnown(ownEntries, name, entry.get(name)))
      .filter((name) => !overridden.has(name) || !used.has(name))
      .map((name): [string, unknown] => [name, entry.get(name)]);
    return kept.length === 0 ? [] : [Object.fromEntries(kept)];
  });
  return inherited.length === 0 ? own : [...inherited.reduce<ContextEntry[]>(joined, []), ...ownEntries];
}

/** Definitions that follow one another become one object, unless the later ones say something else of a name. */
function joined(entries: ContextEntry[], entry: ContextEntry): ContextEntry[] {
  const last = entries.at(-1);
  if (!isJsonObject(last) || !isJsonObject(entry)) return [...entries, entry];
  const contradicts = Object.keys(entry).some((name) => name in last && !isKnown([last], name, entry[name]));
  return contradicts ? [...entries, entry] : [...entries.slice(0, -1), { ...last, ...entry }];
}

type Definitions = ReadonlyMap<string, unknown>;

interface Offer {
  /** Addresses and definitions, in order. */
  readonly entries: readonly (string | Definitions)[];
  /** All names that are defined. */
  readonly names: ReadonlySet<string>;
}

/** The thousands of events of one document share its context, which is read once. */
const offers = new WeakMap<object, Offer>();

/** What a document's context defines beyond EPCIS's own. */
function offeredBy(context: unknown): Offer {
  const known = typeof context === 'object' && context !== null ? offers.get(context) : undefined;
  if (known) return known;
  const given: readonly unknown[] = [context].flat();
  const entries = given.flatMap((entry): (string | Definitions)[] => {
    if (isJsonObject(entry)) return [new Map(Object.entries(entry))];
    return isForeign(entry) ? [entry] : [];
  });
  const names = new Set(entries.flatMap((entry) => (typeof entry === 'string' ? [] : [...entry.keys()])));
  const offer = { entries, names };
  if (typeof context === 'object' && context !== null) offers.set(context, offer);
  return offer;
}

function isForeign(entry: unknown): entry is string {
  return typeof entry === 'string' && !entry.startsWith(EPCIS_CONTEXTS);
}

/** Whether one of the entries says the same of a name. */
function isKnown(entries: readonly ContextEntry[], name: string, definition: unknown): boolean {
  const text = JSON.stringify(definition);
  return entries.some((entry) => isJsonObject(entry) && JSON.stringify(entry[name]) === text);
}

/** Those of the names that stand in the names and texts of a value, whole or before a colon. */
function namesIn(value: unknown, names: ReadonlySet<string>): Set<string> {
  const found = new Set<string>();
  const add = (text: string) => {
    const prefix = text.slice(0, Math.max(0, text.indexOf(':')));
    for (const name of [prefix, text]) if (names.has(name)) found.add(name);
  };
  const visit = (item: unknown): void => {
    if (typeof item === 'string') add(item);
    else if (Array.isArray(item)) item.forEach(visit);
    else if (isJsonObject(item)) {
      for (const [name, content] of Object.entries(item)) {
        if (name === '@context') continue;
        add(name);
        visit(content);
      }
    }
  };
  visit(value);
  return found;
}

/** The names, those that their definitions are made of, and the keywords, which concern every name (JSON-LD 1.1 section 4.1). */
function withMeanings(
  used: ReadonlySet<string>,
  entries: Offer['entries'],
  names: ReadonlySet<string>,
): ReadonlySet<string> {
  const needed = new Set(used);
  for (const keyword of KEYWORDS) if (names.has(keyword)) needed.add(keyword);
  for (const name of needed)
    for (const entry of entries)
      if (typeof entry !== 'string') for (const part of namesIn(entry.get(name), names)) needed.add(part);
  return needed;
}

const KEYWORDS = ['@version', '@base', '@vocab', '@language', '@direction', '@propagate', '@protected', '@import'];
