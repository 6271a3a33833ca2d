import { readDictionaryLine } from './dictionary-line.ts';
import type { AiEntry } from './entry.ts';
import { DICTIONARY_LINES } from './table.ts';

interface Dictionary {
  readonly entries: ReadonlyMap<string, AiEntry>;
  /** All AIs that begin with the same two digits have the same length (General Specifications). */
  readonly lengths: ReadonlyMap<string, number>;
}

let dictionary: Dictionary | undefined;

/** Every application identifier of the dictionary, in its order. Read from the table on first use. */
export function allEntries(): AiEntry[] {
  return [...open().entries.values()];
}

/** The entry of exactly this application identifier. */
export function findEntry(ai: string): AiEntry | undefined {
  return open().entries.get(ai);
}

/** How many digits an AI that begins like this text has, or undefined when no known AI begins so. */
export function aiLength(text: string): number | undefined {
  return open().lengths.get(text.slice(0, 2));
}

function open(): Dictionary {
  return (dictionary ??= read());
}

function read(): Dictionary {
  const list = DICTIONARY_LINES.flatMap(readDictionaryLine);
  return {
    entries: new Map(list.map((entry) => [entry.ai, entry])),
    lengths: new Map(list.map(({ ai }) => [ai.slice(0, 2), ai.length])),
  };
}
