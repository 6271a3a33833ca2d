import { canonicalIdentifier, expandName, type Namespaces, namespacesOf } from '@fieldseal/provenance';
import { z } from 'zod';

/** An element of a vocabulary, by canonical identifiers and full names. */
export interface MasterDatum {
  readonly element: string;
  readonly vocabulary: string;
  /** By name; a value that is neither text nor number is known to exist only. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
  readonly children: readonly string[];
}

const Attribute = z.object({ id: z.string(), attribute: z.unknown() });
const Element = z.object({
  id: z.string(),
  attributes: z.array(Attribute).default([]),
  children: z.array(z.string()).default([]),
});
const Vocabulary = z.object({ type: z.string(), vocabularyElementList: z.array(Element).default([]) });
const Header = z.object({ epcisMasterData: z.object({ vocabularyList: z.array(Vocabulary).default([]) }) });
const WithHeader = z.object({ '@context': z.unknown(), epcisHeader: Header });

/** What the header of a document that was read already says; the last of two elements of one name stands. */
export function masterDataOf(document: unknown): MasterDatum[] {
  const { data } = WithHeader.safeParse(document);
  if (data === undefined) return [];
  const namespaces = namespacesOf(data['@context']);
  const all = data.epcisHeader.epcisMasterData.vocabularyList.flatMap(({ type, vocabularyElementList }) =>
    vocabularyElementList.map((element) => datum(expandName(type, namespaces), element, namespaces)),
  );
  return [...new Map(all.map((one) => [JSON.stringify([one.element, one.vocabulary]), one])).values()];
}

function datum(vocabulary: string, { id, attributes, children }: z.infer<typeof Element>, namespaces: Namespaces) {
  const values = new Map<string, string[]>();
  for (const { id: name, attribute } of attributes) {
    const full = expandName(name, namespaces);
    const texts = typeof attribute === 'string' || typeof attribute === 'number' ? [String(attribute)] : [];
    values.set(full, [...(values.get(full) ?? []), ...texts]);
  }
  return {
    element: canonicalIdentifier(id),
    vocabulary,
    attributes: Object.fromEntries(values),
    children: children.map(canonicalIdentifier),
  };
}
