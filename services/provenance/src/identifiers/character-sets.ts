import type { CharacterSet } from './dictionary/entry.ts';

/** GS1 AI encodable character set 82, in the order of its check-character values (General Specifications 7.11). */
export const CHARACTER_SET_82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/** The file-safe and URI-safe base 64 of RFC 4648 section 5: GS1 AI encodable character set 64. */
export const CHARACTER_SET_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

const CHARACTER_SET_39 = '#-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

interface SetRule {
  readonly name: string;
  readonly characters: ReadonlySet<string>;
}

const RULES: Readonly<Record<CharacterSet, SetRule>> = {
  N: { name: 'digit', characters: new Set('0123456789') },
  X: { name: 'character of GS1 set 82', characters: new Set(CHARACTER_SET_82) },
  Y: { name: 'character of GS1 set 39', characters: new Set(CHARACTER_SET_39) },
  Z: { name: 'character of GS1 set 64', characters: new Set(CHARACTER_SET_64) },
};

/** The first character of a text outside a set, with its place and what it should have been. */
export function firstOutside(set: CharacterSet, text: string): { at: number; reason: string } | undefined {
  const { name, characters } = RULES[set];
  const body = set === 'Z' ? withoutPadding(text) : text;
  for (let at = 0; at < body.length; at++) {
    if (!characters.has(body.charAt(at))) return { at, reason: `"${body.charAt(at)}" is not a ${name}` };
  }
  return undefined;
}

/** Base 64 may end in one or two `=` that fill its last group of four. */
function withoutPadding(text: string): string {
  const body = text.replace(/={1,2}$/, '');
  return body.length === text.length || text.length % 4 === 0 ? body : text;
}
