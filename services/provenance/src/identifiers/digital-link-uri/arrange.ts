import type { AiElement } from '../element.ts';
import { IdentifierError } from '../identifier-error.ts';
import { isPrimaryKey, qualifiersAmong } from './key-qualifiers.ts';

/** Elements by their places in a Digital Link, each AI once. */
export interface Arranged {
  readonly path: readonly AiElement[];
  readonly attributes: readonly AiElement[];
}

/**
 * Puts elements where a Digital Link has them: the key, its qualifiers in their order, and the rest as attributes.
 * @param key the primary key; without it the first element that can be one
 * @throws IdentifierError when there is no primary key or an AI has two values
 */
export function arrange(elements: readonly AiElement[], key?: string): Arranged {
  const values = new Map<string, string>();
  for (const { ai, value } of elements) {
    if ((values.get(ai) ?? value) !== value) throw new IdentifierError(`(${ai}) occurs with different values`);
    values.set(ai, value);
  }
  const primary = key ?? elements.find(({ ai }) => isPrimaryKey(ai))?.ai;
  if (primary === undefined) throw new IdentifierError('no element is a primary key of a Digital Link');
  const path = [primary, ...qualifiersAmong(primary, new Set(values.keys()))];
  const element = (ai: string) => ({ ai, value: values.get(ai) ?? '' });
  const attributes = [...values.keys()].filter((ai) => !path.includes(ai));
  return { path: path.map(element), attributes: attributes.map(element) };
}
