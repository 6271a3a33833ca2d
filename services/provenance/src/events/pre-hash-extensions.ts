import { compareCodePoints } from '../bytes.ts';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { canonicalText } from './canonical-value.ts';
import { withNamespaces } from './event-context.ts';
import type { Namespaces } from './event-context.ts';

/** Annotations, which say nothing about what happened. */
const COMMENTS: ReadonlySet<string> = new Set(['comment', 'rdfs:comment', '@context']);
const MAX_DEPTH = 64;

/** Joined in the order of their UTF-8 bytes (CBV 2.0 section 8.9, sorting rules). */
export function sorted(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : [...parts].sort(compareCodePoints).join('');
}

/**
 * Extension fields of an object, sorted: `{namespace}name=value` (CBV 2.0 section 8.9, rules for ILMD and extensions).
 * @param standard names that are no extensions there
 * @throws RangeError when nested deeper than 64 levels
 */
export function extensionText(
  value: JsonObject,
  standard: { has(name: string): boolean },
  outer: Namespaces,
  depth = 0,
): string {
  if (depth > MAX_DEPTH) throw new RangeError(`extensions nested deeper than ${String(MAX_DEPTH)} levels`);
  const parts: string[] = [];
  let namespaces = outer;
  for (const name of Object.keys(value)) {
    if (standard.has(name) || COMMENTS.has(name) || value[name] === undefined) continue;
    if (parts.length === 0) namespaces = withNamespaces(outer, value['@context']);
    const full = bracedName(name, namespaces);
    const content = value[name];
    for (const item of Array.isArray(content) ? content : [content])
      parts.push(full + contentText(item, namespaces, depth));
  }
  return sorted(parts);
}

const NOTHING_STANDARD: ReadonlySet<string> = new Set();

function contentText(item: unknown, namespaces: Namespaces, depth: number): string {
  if (isJsonObject(item)) return extensionText(item, NOTHING_STANDARD, namespaces, depth + 1);
  const content = canonicalText(item, namespaces);
  return content === '' ? '' : `=${content}`;
}

function bracedName(name: string, namespaces: Namespaces): string {
  const colon = name.indexOf(':');
  const namespace = colon > 0 ? namespaces.get(name.slice(0, colon)) : undefined;
  return namespace === undefined ? name : `{${namespace}}${name.slice(colon + 1)}`;
}
