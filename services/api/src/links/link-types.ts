/** GS1 web vocabulary (https://ref.gs1.org/voc/). It grows; so any name in it is a link type here. */
const GS1 = 'https://ref.gs1.org/voc/';
const SCHEMA = 'https://schema.org/';

/** Ways to write the two vocabularies, the usual prefix and earlier addresses among them. */
const SPELLINGS: readonly (readonly [prefix: string, namespace: string])[] = [
  ['gs1:', GS1],
  [GS1, GS1],
  ['https://gs1.org/voc/', GS1],
  ['http://gs1.org/voc/', GS1],
  ['https://www.gs1.org/voc/', GS1],
  ['schema:', SCHEMA],
  [SCHEMA, SCHEMA],
  ['http://schema.org/', SCHEMA],
];

const NAME = /^[A-Za-z][A-Za-z0-9]{0,79}$/;

/** What is said of the default by a flag, and what no owner may say of its own links. */
const RESERVED = new Set(['defaultLink', 'defaultLinkMulti', 'handledBy'].map((name) => GS1 + name));

export const gs1 = (name: string): string => GS1 + name;
export const schemaOrg = (name: string): string => SCHEMA + name;

export const DEFAULT_LINK = gs1('defaultLink');

/** The full URI of a link type as somebody wrote it; undefined where it belongs to neither vocabulary. */
export function linkTypeUri(written: string): string | undefined {
  for (const [prefix, namespace] of SPELLINGS) {
    if (!written.startsWith(prefix)) continue;
    const name = written.slice(prefix.length);
    if (NAME.test(name)) return namespace + name;
  }
  return undefined;
}

/** Whether an owner may register links of this type. */
export const isRegistrable = (uri: string): boolean => !RESERVED.has(uri);
