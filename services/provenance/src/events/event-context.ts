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
  return withNamespaces(STANDARD, ...contexts);
}

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
 * The context an event needs to be read alone: its own, and before it what it uses of the document's.
 * @returns undefined when the event has none and needs none but EPCIS's own
 */
export function standaloneContext(
  event: JsonObject & { readonly '@context'?: Context | undefined },
  documentContext: unknown,
): Context | undefined {
  const own = event['@context'];
  const { urls, definitions } = offeredBy(documentContext);
  if (urls.length === 0 && definitions.size === 0) return own;
  const ownEntries = own === undefined ? [] : [own].flat();
  const ownNames = new Set(ownEntries.flatMap((entry) => (isJsonObject(entry) ? Object.keys(entry) : [])));
  const used = usedPrefixes(event);
  const needed = Object.fromEntries(
    Array.from(used)
      .filter((prefix) => definitions.has(prefix) && !ownNames.has(prefix))
      .map((prefix) => [prefix, definitions.get(prefix)]),
  );
  const inherited = [
    ...(used.size > 0 ? urls.filter((url) => !ownEntries.includes(url)) : []),
    ...(Object.keys(needed).length > 0 ? [needed] : []),
  ];
  return inherited.length === 0 ? own : [...inherited, ...ownEntries];
}

interface Offer {
  readonly urls: readonly string[];
  readonly definitions: ReadonlyMap<string, unknown>;
}

/** The thousands of events of one document share its context, which is read once. */
const offers = new WeakMap<object, Offer>();

/** What a document's context defines beyond EPCIS's own. */
function offeredBy(context: unknown): Offer {
  const known = typeof context === 'object' && context !== null ? offers.get(context) : undefined;
  if (known) return known;
  const entries: readonly unknown[] = [context].flat();
  const offer = {
    urls: entries.filter(isForeign),
    definitions: new Map(entries.flatMap((entry) => (isJsonObject(entry) ? Object.entries(entry) : []))),
  };
  if (typeof context === 'object' && context !== null) offers.set(context, offer);
  return offer;
}

function isForeign(entry: unknown): entry is string {
  return typeof entry === 'string' && !entry.startsWith(EPCIS_CONTEXTS);
}

/** Whatever stands before a colon in a name or a text of the event. */
function usedPrefixes(event: JsonObject): ReadonlySet<string> {
  const used = new Set<string>();
  const add = (text: string) => {
    const colon = text.indexOf(':');
    if (colon > 0) used.add(text.slice(0, colon));
  };
  const visit = (value: unknown): void => {
    if (typeof value === 'string') add(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (isJsonObject(value)) {
      for (const [name, item] of Object.entries(value)) {
        if (name === '@context') continue;
        add(name);
        visit(item);
      }
    }
  };
  visit(event);
  return used;
}
