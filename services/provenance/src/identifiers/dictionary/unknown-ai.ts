import type { AiEntry } from './entry.ts';
import { aiLength, findEntry } from './lookup.ts';

/**
 * Lengths of values by the first two digits of the AI (General Specifications, element strings with predefined length).
 */
const PREDEFINED_LENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    18: ['00'],
    14: ['01', '02', '03'],
    16: ['04'],
    6: ['11', '12', '13', '14', '15', '16', '17', '18', '19', '31', '32', '33', '34', '35', '36'],
    2: ['20'],
    13: ['41'],
  }).flatMap(([length, prefixes]) => prefixes.map((prefix) => [prefix, Number(length)] as const)),
);

const LONGEST_VALUE = 90;

/** Title of an entry that was made up for an AI the dictionary does not know. */
const UNKNOWN_TITLE = 'UNKNOWN';

/** Settings for codes that are newer than the dictionary. */
export interface UnknownAiOptions {
  /** Accept AIs that the dictionary does not know, where their length does not contradict those it knows. */
  readonly permitUnknownAis?: boolean;
}

/** The entry of an application identifier, made up if it is unknown and that is permitted. */
export function resolveEntry(ai: string, options: UnknownAiOptions): AiEntry | undefined {
  const known = findEntry(ai);
  if (known !== undefined || options.permitUnknownAis !== true || !/^\d{2,4}$/.test(ai)) return known;
  const length = aiLength(ai);
  if (length !== undefined && length !== ai.length) return undefined;
  return unknownEntry(ai, length === undefined ? undefined : PREDEFINED_LENGTHS.get(ai.slice(0, 2)));
}

/**
 * The entry of the application identifier that a raw element string begins with. An unknown AI is recognised only where
 * its first two digits tell its length: elsewhere nobody can say where the value begins.
 */
export function resolvePrefix(data: string, options: UnknownAiOptions): AiEntry | undefined {
  const length = aiLength(data);
  return length === undefined ? undefined : resolveEntry(data.slice(0, length), options);
}

export function isUnknown(entry: AiEntry): boolean {
  return entry.title === UNKNOWN_TITLE;
}

function unknownEntry(ai: string, length: number | undefined): AiEntry {
  return {
    ai,
    title: UNKNOWN_TITLE,
    predefinedLength: length !== undefined,
    attribute: false,
    components: [{ set: 'X', min: length ?? 1, max: length ?? LONGEST_VALUE, optional: false, linters: [] }],
    requires: [],
    excludes: [],
    qualifiers: undefined,
  };
}
