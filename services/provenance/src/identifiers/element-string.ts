import { resolveEntry, resolvePrefix, type UnknownAiOptions } from './dictionary/unknown-ai.ts';
import { type AiElement, LONGEST_CODE, MOST_ELEMENTS } from './element.ts';
import { IdentifierError } from './identifier-error.ts';
import { checkValue, takeValue } from './value.ts';

/** Symbology identifiers of GS1 symbols (General Specifications): Data Matrix, Code 128, QR Code, DataBar, DotCode. */
const GS1_SYMBOLS = /^\](?:d2|C1|Q3|e0|J1)/;

/** FNC1 as a scanner sends it. It is read like `^`, which stands for it in writing and is in no GS1 character set. */
const GROUP_SEPARATOR = '\u001d';

/**
 * Reads GS1 element strings: bracketed as printed, `(01)…(10)…`, in which `\(` is a bracket of the data; or raw, with
 * FNC1 as `^` or GS in front and behind every value of no predefined length, or behind a GS1 symbology identifier such
 * as `]d2` (General Specifications, processing of element strings).
 * @returns the elements in their order, repeated ones included; see `checkAssociations` for what belongs together
 * @throws IdentifierError with the place and the reason
 */
export function readElementString(text: string, options: UnknownAiOptions = {}): AiElement[] {
  if (text.length > LONGEST_CODE) throw new IdentifierError(`a code of ${text.length} characters is too long`);
  const elements = text.startsWith('(') ? readBracketed(text, options) : readRaw(text, options);
  if (elements.length === 0) throw new IdentifierError('the code is empty', 0);
  return elements;
}

/** Writes element strings as they are printed under a symbol: `(01)09520123456788(10)ABC\(1`. */
export function writeBracketed(elements: readonly AiElement[]): string {
  return elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', String.raw`\(`)}`).join('');
}

/**
 * Writes element strings as a symbol carries them: FNC1 in front, and behind every value of no predefined length that
 * another element follows.
 * @param fnc1 `^` to be read by people, `\u001d` for printers
 * @throws IdentifierError when an AI is unknown or a value does not fit it
 */
export function writeElementString(
  elements: readonly AiElement[],
  fnc1: '^' | '\u001d' = '^',
  options: UnknownAiOptions = {},
): string {
  let text = '';
  let separator: string = fnc1;
  for (const { ai, value } of elements) {
    const entry = resolveEntry(ai, options) ?? unknown(ai);
    checkValue(entry, value);
    text += separator + ai + value;
    separator = entry.predefinedLength ? '' : fnc1;
  }
  return text;
}

function readBracketed(text: string, options: UnknownAiOptions): AiElement[] {
  const elements: AiElement[] = [];
  let at = 0;
  while (at < text.length) {
    const [head, ai] = /^\((\d{2,4})\)/.exec(text.slice(at, at + 6)) ?? [];
    if (head === undefined || ai === undefined) throw new IdentifierError('"(AI)" expected', at);
    const entry = resolveEntry(ai, options) ?? unknown(ai, at);
    const start = at + head.length;
    const end = endOfBracketed(text, start);
    const value = text.slice(start, end).replaceAll(String.raw`\(`, '(');
    checkValue(entry, value, start);
    at = end;
    add(elements, { ai, value }, at);
  }
  return elements;
}

/** The next bracket that is not escaped, or the end. */
function endOfBracketed(text: string, start: number): number {
  let end = text.indexOf('(', start);
  while (end > start && text.charAt(end - 1) === '\\') end = text.indexOf('(', end + 1);
  return end < 0 ? text.length : end;
}

function readRaw(text: string, options: UnknownAiOptions): AiElement[] {
  const prefix = GS1_SYMBOLS.exec(text)?.[0] ?? '';
  const data = text.replaceAll(GROUP_SEPARATOR, '^');
  const elements: AiElement[] = [];
  let at = prefix.length;
  if (data.charAt(at) === '^') at++;
  else if (prefix === '') throw new IdentifierError('FNC1 (^ or GS), a GS1 symbology identifier or "(" expected', 0);
  while (at < data.length) {
    const entry = resolvePrefix(data.slice(at, at + 4), options);
    if (entry === undefined) throw new IdentifierError(`no known AI begins "${data.slice(at, at + 4)}"`, at);
    const start = at + entry.ai.length;
    const next = data.indexOf('^', start);
    const limit = next < 0 ? data.length : next;
    const length = takeValue(entry, data.slice(start, limit), start);
    at = start + length;
    add(elements, { ai: entry.ai, value: data.slice(start, at) }, at);
    if (at < limit && !entry.predefinedLength) throw new IdentifierError(`(${entry.ai}) value is too long`, at);
    if (at === limit) at++;
  }
  return elements;
}

function add(elements: AiElement[], element: AiElement, at: number): void {
  if (elements.length === MOST_ELEMENTS) throw new IdentifierError(`more than ${MOST_ELEMENTS} elements`, at);
  elements.push(element);
}

function unknown(ai: string, at?: number): never {
  throw new IdentifierError(`(${ai}) is no known application identifier`, at);
}
