import { canonicalJson } from './jcs.ts';

/**
 * The same text as `canonicalJson`, several times as fast for documents that this platform builds: a sorted copy is
 * written by the engine's own `JSON.stringify`, whose strings and numbers are those of RFC 8785 (section 3.2.2).
 * Not for documents of strangers: it goes as deep as they are nested.
 * @throws Error when the value is not JSON
 */
export function canonicalText(value: unknown): string {
  const copy = sorted(value);
  return copy === IRREGULAR ? canonicalJson(value) : JSON.stringify(copy);
}

/** Stands for what only the library writes rightly, or refuses in its own words. */
const IRREGULAR = Symbol('irregular');

/** Engines put such names first, whatever their order in the text. */
const INTEGER_NAME = /^\d+$/;

function sorted(value: unknown): unknown {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? value : IRREGULAR;
    case 'number':
      return Number.isFinite(value) ? value : IRREGULAR;
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return value;
      return Array.isArray(value) ? sortedItems(value) : sortedMembers(value);
    default:
      return IRREGULAR;
  }
}

function sortedItems(items: readonly unknown[]): unknown {
  const copies: unknown[] = [];
  for (const item of items) {
    const copy = sorted(item);
    if (copy === IRREGULAR) return IRREGULAR;
    copies.push(copy);
  }
  return copies;
}

function sortedMembers(value: object): unknown {
  if ('toJSON' in value || Object.getPrototypeOf(value) !== Object.prototype) return IRREGULAR;
  const members = new Map<string, unknown>(Object.entries(value));
  const copy: Record<string, unknown> = {};
  for (const name of [...members.keys()].sort()) {
    const member = members.get(name);
    if (member === undefined) continue;
    const content = sorted(member);
    if (content === IRREGULAR || INTEGER_NAME.test(name) || name === '__proto__' || !name.isWellFormed())
      return IRREGULAR;
    copy[name] = content;
  }
  return copy;
}
