import {
  type AiElement,
  buildDigitalLink,
  IdentifierError,
  parseDigitalLink,
  readDigitalLinkUri,
  type Scheme,
} from '@fieldseal/provenance';

/** One step of a path: application identifier, or word of the own-domain scheme, with its decoded value. */
export type PathStep = readonly [word: string, value: string];

/** What a Digital Link names, in the one spelling that links are kept under. */
export interface Identification {
  readonly scheme: Scheme;
  /** Primary key first, then its qualifiers in order. */
  readonly steps: readonly [PathStep, ...PathStep[]];
  /** Path of the primary key: `/01/06901234567892`. */
  readonly key: string;
  /** Path of the whole, uncompressed: `/01/06901234567892/10/A1/21/S1`. */
  readonly path: string;
  /** Attributes (AIs of the query or packed with the key) as a query string, empty where there are none. */
  readonly attributes: string;
  /** The pairs that are no AIs, packed ones before those of the query, as a query string. */
  readonly pairs: string;
  /** Paths whose links hold for it, from the finest to the primary key; always `path` first and `key` last. */
  readonly levels: readonly string[];
  /** GTIN-14 where the key is a GS1 trade item. */
  readonly gtin?: string;
  readonly lot?: string;
  readonly serial?: string;
}

export type Identified =
  | { readonly identification: Identification; readonly fault?: undefined }
  | { readonly identification?: undefined; readonly fault: string };

const OWN = /^https?:\/\/[^/?#]+\/own\//i;
const BROKEN_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const SLASH_AT_END = /^([^?#]*[^/?#])\/+(?=[?#]|$)/;

/**
 * Reads a Digital Link on any host: GS1's, compressed or not, or one of the own-domain scheme. Slashes at the end are
 * tolerated (GS1-Conformant Resolver 1.1, section 2.13), GTINs of fewer than 14 digits and the words of Digital Link 1.0
 * understood, since labels carry them.
 */
export function identifyLink(uri: string): Identified {
  const trimmed = uri.replace(SLASH_AT_END, '$1');
  if (BROKEN_ESCAPE.test(trimmed)) return { fault: 'a percent sign stands before two hexadecimal digits only' };
  try {
    return { identification: OWN.test(trimmed) ? ownIdentification(trimmed) : gs1Identification(trimmed) };
  } catch (error) {
    if (error instanceof IdentifierError) return { fault: error.message };
    throw error;
  }
}

function gs1Identification(uri: string): Identification {
  const { path, attributes, other } = readDigitalLinkUri(uri, {
    permitZeroSuppressedGtin: true,
    permitConvenienceAlphas: true,
    permitCompressed: true,
  });
  const pairs = other.map(({ key, value }) => (value === undefined ? key : `${key}=${value}`)).join('&');
  return identification('gs1', path.map(step), queryOf(attributes), pairs);
}

function ownIdentification(uri: string): Identification {
  const path = buildDigitalLink('', parseDigitalLink(uri).identifier);
  const segments = path.split('/').slice(2).map(decodeURIComponent);
  const steps = Array.from({ length: segments.length / 2 }, (_, index): PathStep => [
    segments[index * 2] ?? '',
    segments[index * 2 + 1] ?? '',
  ]);
  return identification('own', steps, '', '');
}

function identification(
  scheme: Scheme,
  [key, ...qualifiers]: readonly PathStep[],
  attributes: string,
  pairs: string,
): Identification {
  if (key === undefined) throw new IdentifierError('the address holds no primary key');
  const top = pathOf(scheme, [key]);
  const finer = new Set<string>();
  for (let count = qualifiers.length; count > 0; count--) {
    finer.add(pathOf(scheme, [key, ...qualifiers.slice(0, count)]));
    finer.add(pathOf(scheme, [key, ...qualifiers.slice(count - 1, count)]));
  }
  const [path = top] = finer;
  const named = { scheme, steps: [key, ...qualifiers], key: top, path, levels: [...finer, top] } as const;
  const common = { ...named, attributes, pairs };
  if (scheme !== 'gs1' || key[0] !== '01') return common;
  const lot = qualifiers.find(([ai]) => ai === '10')?.[1];
  const serial = qualifiers.find(([ai]) => ai === '21')?.[1];
  return {
    ...common,
    gtin: key[1],
    ...(lot === undefined ? {} : { lot }),
    ...(serial === undefined ? {} : { serial }),
  };
}

/** The path of some steps, without a slash at the end. */
export function pathOf(scheme: Scheme, steps: readonly PathStep[]): string {
  return [scheme === 'own' ? '/own' : '', ...steps.flatMap(([word, value]) => [word, percentEncode(value)])].join('/');
}

const step = ({ ai, value }: AiElement): PathStep => [ai, value];
const queryOf = (attributes: readonly AiElement[]): string =>
  attributes.map(({ ai, value }) => `${ai}=${percentEncode(value)}`).join('&');

function percentEncode(text: string): string {
  const escaped = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, escaped);
}
