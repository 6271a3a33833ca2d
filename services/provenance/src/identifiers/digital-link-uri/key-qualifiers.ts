import { findEntry } from '../dictionary/lookup.ts';

/** Whether an AI is a primary key: the path of a Digital Link begins with one (attribute `dlpkey`). */
export function isPrimaryKey(ai: string): boolean {
  return findEntry(ai)?.qualifiers !== undefined;
}

/** Whether a key and the AIs behind it are one of the allowed sequences: qualifiers in their order, any left out. */
export function isKeyQualifierSequence([key, ...rest]: readonly string[]): boolean {
  const alternatives = key === undefined ? undefined : findEntry(key)?.qualifiers;
  return alternatives?.some((qualifiers) => isSubsequence(rest, qualifiers)) ?? false;
}

/**
 * The qualifiers of a key, in the order of the path, that these AIs hold: from the alternative of which most are there,
 * the first one listed where several are equal.
 */
export function qualifiersAmong(key: string, ais: ReadonlySet<string>): string[] {
  const choices = (findEntry(key)?.qualifiers ?? []).map((list) => list.filter((ai) => ais.has(ai)));
  return choices.reduce<string[]>((best, choice) => (choice.length > best.length ? choice : best), []);
}

/** Whether an attribute would be a qualifier of this path, at whichever place. */
export function belongsInPath(ai: string, path: readonly string[]): boolean {
  return path.some((_, index) => isKeyQualifierSequence([...path.slice(0, index + 1), ai, ...path.slice(index + 1)]));
}

function isSubsequence(part: readonly string[], whole: readonly string[]): boolean {
  let next = 0;
  for (const item of whole) if (item === part[next]) next++;
  return next === part.length;
}
