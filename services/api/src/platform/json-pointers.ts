import { endOfString } from './json-strings.ts';

/** A member's name or a value, on the way through a JSON text. */
export interface Place {
  readonly offset: number;
  /** Set where the place is the name of a member. */
  readonly name: string | undefined;
  /** The object has this name already. */
  readonly repeated: boolean;
}

interface Level {
  /** Names so far; undefined in an array. */
  readonly names: Set<string> | undefined;
  segment: string;
  index: number;
}

/** A pointer longer than this helps nobody; its first part still does. */
const MAX_POINTER = 300;

/** Pointer to the first place of a well-formed JSON text that is `wanted`; empty when there is none. */
export function pointerTo(text: string, wanted: (place: Place) => boolean): string {
  const levels: Level[] = [];
  let expectsName = false;
  for (let i = 0; i < text.length; i += 1) {
    const character = text.charAt(i);
    const level = levels.at(-1);
    if (/\s/.test(character)) continue;
    if (character === '}' || character === ']') {
      levels.pop();
    } else if (character === ',') {
      expectsName = level?.names !== undefined;
      if (level !== undefined && !expectsName) level.segment = String((level.index += 1));
    } else if (character === ':') {
      expectsName = false;
    } else if (character === '"' && expectsName && level?.names !== undefined) {
      const end = endOfString(text, i);
      const name = String(JSON.parse(text.slice(i, end + 1)));
      level.segment = name;
      if (wanted({ offset: i, name, repeated: level.names.has(name) })) return pointer(levels);
      level.names.add(name);
      i = end;
    } else {
      if (wanted({ offset: i, name: undefined, repeated: false })) return pointer(levels);
      if (character === '{' || character === '[') {
        expectsName = character === '{';
        levels.push({ names: expectsName ? new Set() : undefined, segment: expectsName ? '' : '0', index: 0 });
      } else {
        i = character === '"' ? endOfString(text, i) : endOfWord(text, i);
      }
    }
  }
  return '';
}

/** Last index of a number, true, false or null. */
function endOfWord(text: string, start: number): number {
  let end = start;
  while (end + 1 < text.length && !/[\s,\]}]/.test(text.charAt(end + 1))) end += 1;
  return end;
}

function pointer(levels: readonly Level[]): string {
  let text = '';
  for (const { segment } of levels) {
    const next = `${text}/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (next.length > MAX_POINTER) break;
    text = next;
  }
  return text;
}
