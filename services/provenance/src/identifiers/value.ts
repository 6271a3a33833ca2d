import { firstOutside } from './character-sets.ts';
import type { AiComponent, AiEntry } from './dictionary/entry.ts';
import { IdentifierError } from './identifier-error.ts';
import { linter } from './linters/index.ts';

/**
 * Checks a value against the format of its AI: length first, since a check digit says nothing about a value of the
 * wrong length, then each component's characters and content.
 * @param at where the value begins in the text that was read
 * @throws IdentifierError naming the AI, the reason and the place
 */
export function checkValue(entry: AiEntry, value: string, at = 0): void {
  checkLength(entry, value, at);
  readComponents(entry, value, at);
}

/**
 * Checks the beginning of a raw element string against the format of an AI.
 * @param data what follows the AI, up to the next FNC1
 * @returns how many characters the value takes
 * @throws IdentifierError naming the AI, the reason and the place
 */
export function takeValue(entry: AiEntry, data: string, at: number): number {
  if (data === '') throw new IdentifierError(`(${entry.ai}) value is empty`, at);
  return readComponents(entry, data, at);
}

function checkLength({ ai, components }: AiEntry, value: string, at: number): void {
  const shortest = components.reduce((sum, { min, optional }) => sum + (optional ? 0 : min), 0);
  const longest = components.reduce((sum, { max }) => sum + max, 0);
  if (value === '') throw new IdentifierError(`(${ai}) value is empty`, at);
  if (value.length < shortest)
    throw new IdentifierError(`(${ai}) value is too short: needs ${shortest} characters`, at);
  if (value.length > longest) {
    throw new IdentifierError(`(${ai}) value is too long: at most ${longest} characters`, at + longest);
  }
}

function readComponents({ ai, components }: AiEntry, value: string, at: number): number {
  let start = 0;
  for (const component of components) {
    const part = value.slice(start, start + component.max);
    if (part === '' && component.optional) continue;
    checkComponent(ai, component, part, at + start);
    start += part.length;
  }
  return start;
}

function checkComponent(ai: string, { set, min, linters }: AiComponent, part: string, at: number): void {
  if (part.length < min) throw new IdentifierError(`(${ai}) value is too short`, at + part.length);
  for (const check of [(text: string) => firstOutside(set, text), ...linters.map(linter)]) {
    const fault = check(part);
    if (fault) throw new IdentifierError(`(${ai}) ${fault.reason}`, at + fault.at);
  }
}
