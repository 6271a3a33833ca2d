import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { KNOWN_CONTEXTS } from './data-model-contexts.ts';
import { fault } from './data-model-fault.ts';
import type { DataModelFault } from './data-model-fault.ts';
import { isUrl } from './data-model-values.ts';

interface Definition {
  readonly iri: string | null;
  readonly isPlain: boolean;
  readonly isProtected: boolean;
}

/** What the contexts of a document make of its terms, and what is wrong with the contexts themselves. */
export interface Terms {
  readonly faults: readonly DataModelFault[];
  /** The URL a type stands for; undefined when no context gives it one. */
  readonly typeUrl: (type: string) => string | undefined;
}

const KEYWORD = /^@[A-Za-z]+$/;
const CONTEXT_KEYWORDS = new Set([
  '@version',
  '@vocab',
  '@base',
  '@language',
  '@direction',
  '@propagate',
  '@protected',
]);
/** Contexts in a list, terms in an inline context, and terms that lead from one to the next: far above any in use. */
const MAX_CONTEXTS = 50;
const MAX_TERMS = 1_000;
const MAX_STEPS = 16;

/**
 * Reads a `@context` in its order (JSON-LD 1.1 section 4.1 as far as types need it: terms, prefixes, `@vocab`,
 * `@protected`). Addresses are looked up in the table of known contexts; nothing is fetched.
 */
export function readTerms(items: readonly unknown[], pointer: string): Terms {
  const faults: DataModelFault[] = [];
  let active = new Map<string, Definition>();
  let vocabulary: string | null = null;
  if (items.length > MAX_CONTEXTS) {
    faults.push(fault(pointer, 'context-item', `@context may list at most ${String(MAX_CONTEXTS)} contexts`));
  }
  for (const [index, item] of items.slice(0, MAX_CONTEXTS).entries()) {
    const at = `${pointer}/${String(index)}`;
    if (typeof item === 'string') {
      const known = KNOWN_CONTEXTS.get(item);
      if (known === undefined) {
        faults.push(unknownContext(at, item));
        continue;
      }
      active = new Map([
        ...active,
        ...definitionsOf(known.plain, true, known),
        ...definitionsOf(known.rich, false, known),
      ]);
      vocabulary = known.vocabulary ?? vocabulary;
    } else if (isJsonObject(item) && Object.keys(item).length > MAX_TERMS) {
      faults.push(fault(at, 'context-item', `a context may define at most ${String(MAX_TERMS)} terms`));
    } else if (isJsonObject(item)) {
      const local = readLocal(item, active, vocabulary, at);
      faults.push(...local.faults);
      active = local.active;
      vocabulary = local.vocabulary;
    } else {
      faults.push(fault(at, 'context-item', 'a context must be a URL or an object of terms'));
    }
  }
  return { faults, typeUrl: (type) => urlOf(type, active, vocabulary) };
}

function unknownContext(at: string, item: string): DataModelFault {
  return isUrl(item)
    ? fault(at, 'context-unknown', `the context ${item} is not among those kept here, and contexts are never fetched`)
    : fault(at, 'context-item', 'a context given as text must be a URL');
}

function definitionsOf(
  terms: Readonly<Record<string, string>>,
  isPlain: boolean,
  { isProtected }: { isProtected: boolean },
) {
  return Object.entries(terms).map(([term, iri]) => [term, { iri, isPlain, isProtected }] as const);
}

interface Local {
  readonly faults: readonly DataModelFault[];
  readonly active: Map<string, Definition>;
  readonly vocabulary: string | null;
}

function readLocal(
  context: JsonObject,
  before: ReadonlyMap<string, Definition>,
  outer: string | null,
  at: string,
): Local {
  const faults: DataModelFault[] = [];
  const active = new Map(before);
  const vocabulary = '@vocab' in context ? (typeof context['@vocab'] === 'string' ? context['@vocab'] : null) : outer;
  for (const [term, definition] of Object.entries(context)) {
    const pointer = `${at}/${term.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (term.startsWith('@')) {
      if (!CONTEXT_KEYWORDS.has(term))
        faults.push(fault(pointer, 'context-item', `${term} cannot stand in a context here`));
      continue;
    }
    const read = readDefinition(term, definition, { context, active: before, vocabulary });
    if (read === undefined) {
      faults.push(fault(pointer, 'context-term', `the term ${term} must stand for a URL`));
      continue;
    }
    const present = before.get(term);
    if (present?.isProtected === true && !(present.isPlain && read.isPlain && present.iri === read.iri)) {
      faults.push(fault(pointer, 'context-redefines', `the term ${term} is protected by a context before this one`));
      continue;
    }
    active.set(term, { ...read, isProtected: read.isProtected || present?.isProtected === true });
  }
  return { faults, active, vocabulary };
}

interface Scope {
  readonly context: JsonObject;
  readonly active: ReadonlyMap<string, Definition>;
  readonly vocabulary: string | null;
}

function readDefinition(term: string, definition: unknown, scope: Scope): Definition | undefined {
  const isProtectedHere = scope.context['@protected'] === true;
  if (definition === null) return { iri: null, isPlain: true, isProtected: isProtectedHere };
  if (typeof definition !== 'string' && !isJsonObject(definition)) return undefined;
  const {
    '@id': id = term,
    '@protected': own = isProtectedHere,
    ...more
  } = typeof definition === 'string' ? { '@id': definition } : definition;
  if (id === null) return { iri: null, isPlain: true, isProtected: own === true };
  const iri = typeof id === 'string' ? expand(id, scope, new Set([term])) : undefined;
  if (iri === undefined) return undefined;
  return { iri, isPlain: Object.keys(more).length === 0, isProtected: own === true };
}

/** The IRI or keyword a text in a context stands for; terms met before end the search, so that circles do. */
function expand(text: string, scope: Scope, met: ReadonlySet<string>): string | undefined {
  if (KEYWORD.test(text)) return text;
  if (met.size > MAX_STEPS) return undefined;
  const inContext = (name: string): string | undefined => {
    if (met.has(name) || !Object.hasOwn(scope.context, name)) return scope.active.get(name)?.iri ?? undefined;
    const value = scope.context[name];
    const id = isJsonObject(value) ? value['@id'] : value;
    return typeof id === 'string' ? expand(id, scope, new Set([...met, name])) : undefined;
  };
  const [prefix = '', ...rest] = text.split(':');
  if (rest.length > 0) {
    const suffix = rest.join(':');
    const base = suffix.startsWith('//') ? undefined : inContext(prefix);
    const iri = base === undefined ? text : base + suffix;
    return isUrl(iri) ? iri : undefined;
  }
  const iri = inContext(text) ?? (scope.vocabulary === null ? undefined : scope.vocabulary + text);
  return iri !== undefined && (isUrl(iri) || KEYWORD.test(iri)) ? iri : undefined;
}

function urlOf(type: string, active: ReadonlyMap<string, Definition>, vocabulary: string | null): string | undefined {
  const defined = active.get(type);
  const scope = { context: {}, active, vocabulary };
  const iri = defined === undefined ? expand(type, scope, new Set()) : (defined.iri ?? undefined);
  return iri !== undefined && isUrl(iri) ? iri : undefined;
}
