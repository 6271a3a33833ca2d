import { type ExtensionField, type FieldArea, type Namespaces, namespacesOf } from '@fieldseal/provenance';
import { refuse } from './values.ts';

const AREAS: readonly (readonly [prefix: string, area: FieldArea])[] = [
  ['ILMD_', 'ilmd'],
  ['ERROR_DECLARATION_', 'errorDeclaration'],
  ['SENSORELEMENT_', 'sensorElement'],
  ['SENSORMETADATA_', 'sensorMetadata'],
  ['SENSORREPORT_', 'sensorReport'],
  ['readPoint_', 'readPoint'],
  ['bizLocation_', 'bizLocation'],
];

const CURIE = /^([A-Za-z_][\w.-]*):([^/\s][^\s]*)$/;
const ABSOLUTE = /^(https?:\/\/|urn:)[^\s]+$/;

/** `[INNER_][AREA_]name` as in `EQ_INNER_ILMD_ex:vintage`; undefined when the rest is no name with a namespace. */
export function fieldOf(parameter: string, text: string, namespaces: Namespaces): ExtensionField | undefined {
  const inner = text.startsWith('INNER_');
  const rest = inner ? text.slice('INNER_'.length) : text;
  const [prefix, area] = AREAS.find(([start]) => rest.startsWith(start)) ?? ['', 'event' as const];
  const name = rest.slice(prefix.length);
  return name.includes(':') ? { area, inner, name: expandedName(parameter, name, namespaces) } : undefined;
}

/** Full name of `prefix:local`, in which the prefix must have been declared; a full name is left as it is. */
export function expandedName(parameter: string, name: string, namespaces: Namespaces): string {
  if (ABSOLUTE.test(name)) return name;
  const [, prefix, local] = CURIE.exec(name) ?? [];
  if (prefix === undefined || local === undefined) return refuse(parameter, `"${name}" is not a name with a prefix.`);
  const namespace = namespaces.get(prefix);
  if (namespace === undefined)
    return refuse(
      parameter,
      `the prefix "${prefix}" is not known: declare it in the @context of the query, or in the header GS1-Extensions: ${prefix}=<its namespace URI>.`,
    );
  return namespace + local;
}

/**
 * The parts of `field_attribute`. Underscores may be part of either: the field ends before the first one behind which a
 * full name stands, or one whose prefix is declared.
 */
export function fieldAndAttribute(text: string, namespaces: Namespaces): readonly [field: string, attribute: string] {
  const cuts = [...text.matchAll(/_/g)].map(({ index }) => [text.slice(0, index), text.slice(index + 1)] as const);
  const isName = (name: string): boolean => ABSOLUTE.test(name) || namespaces.has(CURIE.exec(name)?.[1] ?? '');
  return cuts.find(([, attribute]) => isName(attribute)) ?? cuts[0] ?? [text, ''];
}

/** Namespaces of a `GS1-Extensions` header: `ex=https://example.org/terms/, other=…`. */
export function headerNamespaces(header: string | undefined): Namespaces {
  const pairs = (header ?? '').split(',').flatMap((part) => {
    const [, prefix, uri] = /^\s*([A-Za-z_][\w.-]*)\s*=\s*(\S+)\s*$/.exec(part) ?? [];
    return prefix === undefined || uri === undefined ? [] : [[prefix, uri] as const];
  });
  return namespacesOf(Object.fromEntries(pairs));
}
