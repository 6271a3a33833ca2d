import { resolveEntry } from '../dictionary/unknown-ai.ts';
import type { AiElement } from '../element.ts';
import { IdentifierError } from '../identifier-error.ts';
import { checkValue } from '../value.ts';
import { arrange } from './arrange.ts';
import type { DigitalLinkOptions } from './options.ts';
import { percentEncode } from './percent.ts';
import { isAttribute } from './read.ts';

/** Where canonical Digital Links live (GS1 Digital Link: URI Syntax, canonical URIs). */
export const CANONICAL_STEM = 'https://id.gs1.org';

/**
 * Writes elements as a Digital Link URI: the first primary key among them with its qualifiers in the path, and the rest
 * in the query, AIs of predefined length first, otherwise in the order given. Equal repetitions are written once.
 * @param stem scheme and host, optionally with a path, with or without a slash at the end
 * @throws IdentifierError when there is no key, a value does not fit its AI, an AI has two values, or one that is
 * neither
 *   key nor qualifier may not be an attribute
 */
export function writeDigitalLinkUri(
  elements: readonly AiElement[],
  stem: string = CANONICAL_STEM,
  options: DigitalLinkOptions = {},
): string {
  if (!/^https?:\/\/[^/?#\s]+[^?#\s]*$/i.test(stem)) throw new IdentifierError(`"${stem}" is no web address`);
  const predefined = new Map<string, boolean>();
  for (const { ai, value } of elements) {
    const entry = resolveEntry(ai, options);
    if (entry === undefined) throw new IdentifierError(`(${ai}) is no known application identifier`);
    checkValue(entry, value);
    predefined.set(ai, entry.predefinedLength);
  }
  const { path, attributes } = arrange(elements);
  const stray = attributes.find(({ ai }) => !isAttribute(ai, options));
  if (stray) throw new IdentifierError(`(${stray.ai}) may not stand in the query of a Digital Link`);
  const ordered = [
    ...attributes.filter(({ ai }) => predefined.get(ai)),
    ...attributes.filter(({ ai }) => !predefined.get(ai)),
  ];
  const uri = stem.replace(/\/$/, '') + path.map(({ ai, value }) => `/${ai}/${percentEncode(value)}`).join('');
  const query = ordered.map(({ ai, value }) => `${ai}=${percentEncode(value)}`).join('&');
  return query === '' ? uri : `${uri}?${query}`;
}
