import { holdsExactly } from './json-numbers.ts';
import { pointerTo } from './json-pointers.ts';
import { endOfString } from './json-strings.ts';

/** What is wrong with a JSON text, and where (RFC 6901). */
export interface JsonFault {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Far beyond what any document here needs; recursion over what is let through stays shallow. */
const MAX_DEPTH = 64;

const QUOTE = 0x22;

/** What one look at the text, before it is parsed, finds. */
interface Scan {
  /** Where nesting passes the limit. */
  readonly tooDeep: number | undefined;
  /** Where the first number starts that a double does not hold. */
  readonly inexact: number | undefined;
  /** Members of all objects, as often as they are written. */
  readonly members: number;
}

/** The parsed value, or the first fault that would lose or harm something on the way. */
export function faultOf(text: string): { readonly value: unknown } | { readonly fault: JsonFault } {
  const { tooDeep, inexact, members } = scan(text);
  const fault = (code: string, detail: string, pointer = '') => ({ fault: { pointer, code, detail } });
  if (tooDeep !== undefined) return fault('too-deep', `nested more than ${MAX_DEPTH} levels deep`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return fault('not-json', `not JSON: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
  if (inexact !== undefined) {
    const advice = 'this number cannot be held exactly; send fewer digits, or send it as text';
    return fault(
      'number',
      advice,
      pointerTo(text, ({ offset }) => offset === inexact),
    );
  }
  if (membersOf(value) !== members) {
    const place = pointerTo(text, ({ repeated, name }) => repeated || name === '__proto__');
    return fault('name', 'this name is given twice, or is none that can be kept', place);
  }
  return { value };
}

function scan(text: string): Scan {
  let depth = 0;
  let members = 0;
  let inexact: number | undefined;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = endOfString(text, i);
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > MAX_DEPTH) return { tooDeep: i, inexact, members };
    } else if (code === 0x7d || code === 0x5d) {
      depth -= 1;
    } else if (code === 0x3a) {
      members += 1;
    } else if (code === 0x2d || isDigit(code)) {
      const end = endOfNumber(text, i);
      if (inexact === undefined && !holdsExactly(text.slice(i, end))) inexact = i;
      i = end - 1;
    }
  }
  return { tooDeep: undefined, inexact, members };
}

function endOfNumber(text: string, start: number): number {
  let end = start + 1;
  for (; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    // Besides digits: plus, minus, point, E, e.
    if (!isDigit(code) && code !== 0x2b && code !== 0x2d && code !== 0x2e && code !== 0x45 && code !== 0x65) break;
  }
  return end;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Members of all objects as they were kept; a name given twice counts once, and `__proto__` does not count. */
function membersOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) count += membersOf(item);
    return count;
  }
  for (const name in value) count += (name === '__proto__' ? 0 : 1) + membersOf(value[name as keyof typeof value]);
  return count;
}
