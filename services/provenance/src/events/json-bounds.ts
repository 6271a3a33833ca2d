import { jsonPointer } from './faults.ts';
import type { EventFault } from './faults.ts';

const MAX_DEPTH = 48;
const MAX_VALUES = 100_000;
const MAX_NAME = 500;
/** Longest text of an extension, in UTF-16 code units. */
const MAX_LONG_TEXT = 65_536;

/**
 * The first thing in a JSON value that cannot be kept exactly, or that would make the work on it unbounded: nesting
 * below 48 levels, more than 100,000 values, NUL and lone surrogates (no database text holds them), integers beyond
 * 2^53 (already rounded when they arrive here), and names that JavaScript or JSON-LD give a meaning of their own.
 * Undefined when there is nothing of the kind.
 */
export function boundsFault(input: unknown): EventFault | undefined {
  let values = 0;

  function visit(value: unknown, depth: number): Found | undefined {
    values += 1;
    if (values > MAX_VALUES)
      return { code: 'too-many', detail: `holds more than ${String(MAX_VALUES)} values`, path: [] };
    if (typeof value === 'string') return textFault(value, MAX_LONG_TEXT);
    if (typeof value === 'number') return numberFault(value);
    if (typeof value !== 'object' || value === null) return undefined;
    if (depth > MAX_DEPTH)
      return { code: 'too-deep', detail: `is nested deeper than ${String(MAX_DEPTH)} levels`, path: [] };
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index += 1) {
        const found = visit(value[index], depth + 1);
        if (found) return below(index, found);
      }
      return undefined;
    }
    for (const [name, item] of Object.entries(value)) {
      const found = nameFault(name) ?? visit(item, depth + 1);
      if (found) return below(name, found);
    }
    return undefined;
  }

  const found = visit(input, 0);
  return found && { pointer: jsonPointer(found.path), code: found.code, detail: found.detail };
}

interface Found {
  readonly code: EventFault['code'];
  readonly detail: string;
  readonly path: readonly PropertyKey[];
}

function below(step: PropertyKey, found: Found): Found {
  return { ...found, path: [typeof step === 'string' ? step.slice(0, MAX_NAME).toWellFormed() : step, ...found.path] };
}

function nameFault(name: string): Found | undefined {
  if (name === '' || name === '__proto__') {
    return { code: 'unknown-field', detail: `"${name}" cannot be the name of a field`, path: [] };
  }
  return textFault(name, MAX_NAME);
}

function textFault(text: string, limit: number): Found | undefined {
  if (text.length > limit) return { code: 'too-long', detail: `is longer than ${String(limit)} characters`, path: [] };
  if (!text.isWellFormed()) return { code: 'bad-text', detail: 'holds half of a surrogate pair', path: [] };
  if (text.includes('\0')) return { code: 'bad-text', detail: 'holds the character U+0000', path: [] };
  return undefined;
}

function numberFault(value: number): Found | undefined {
  if (Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return undefined;
  return {
    code: 'bad-number',
    detail: 'is a whole number beyond 2^53 that JSON readers round; send it as text',
    path: [],
  };
}
