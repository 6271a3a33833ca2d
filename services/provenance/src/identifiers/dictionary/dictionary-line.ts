import type { AiComponent, AiEntry } from './entry.ts';

const FLAGS = /^[*!?"$%&'()+,\-./:;<=>@[\\\]^_`{|}~]+$/;
const COMPONENT = /^(\[?)([NXYZ])(\.\.)?(\d+)\]?((?:,[a-z0-9]+)*)$/;

/**
 * Reads one line of the GS1 Barcode Syntax Dictionary: `AIs [Flags] Specification [Attributes] [# Title]`, as its own
 * header defines it.
 * @returns one entry for each AI of the line's range; none for an empty line or a comment
 * @throws SyntaxError for a line of another form
 */
export function readDictionaryLine(line: string): AiEntry[] {
  const [, body = '', title = ''] = /^([^#]*)(?:#\s*(.*?)\s*)?$/.exec(line) ?? [];
  const [range, ...words] = body.trim().split(/\s+/);
  if (range === undefined || range === '') return [];
  const flags = words[0] !== undefined && FLAGS.test(words[0]) ? (words.shift() ?? '') : '';
  const end = words.findIndex((word) => !COMPONENT.test(word));
  const specification = end < 0 ? words : words.slice(0, end);
  const attributes = end < 0 ? [] : words.slice(end);
  if (specification.length === 0) throw new SyntaxError(`no format in dictionary line "${line}"`);
  const rest = {
    title,
    predefinedLength: flags.includes('*'),
    attribute: flags.includes('?'),
    components: specification.map(readComponent),
    ...readAttributes(attributes),
  };
  return expandRange(range).map((ai) => ({ ai, ...rest }));
}

function readComponent(word: string): AiComponent {
  const [, bracket, set, variable, length, linters = ''] = COMPONENT.exec(word) ?? [];
  if (set !== 'N' && set !== 'X' && set !== 'Y' && set !== 'Z') throw new SyntaxError(`"${word}" is no component`);
  const max = Number(length);
  return {
    set,
    min: variable === undefined ? max : 1,
    max,
    optional: bracket === '[',
    linters: linters.split(',').slice(1),
  };
}

function readAttributes(words: readonly string[]): Pick<AiEntry, 'requires' | 'excludes' | 'qualifiers'> {
  const values = (key: string) =>
    words.filter((word) => word.startsWith(`${key}=`)).map((word) => word.slice(key.length + 1));
  const keys = [...values('dlpkey').flatMap((value) => value.split('|')), ...(words.includes('dlpkey') ? [''] : [])];
  return {
    requires: values('req').map((value) => value.split(',').map((group) => group.split('+'))),
    excludes: values('ex').flatMap((value) => value.split(',')),
    qualifiers: keys.length === 0 ? undefined : keys.map((list) => list.split(',').filter((ai) => ai !== '')),
  };
}

function expandRange(range: string): string[] {
  const [, first, last] = /^(\d{2,4})(?:-(\d{2,4}))?$/.exec(range) ?? [];
  if (first === undefined) throw new SyntaxError(`"${range}" is no application identifier`);
  const count = Number(last ?? first) - Number(first) + 1;
  return Array.from({ length: count }, (_, step) => String(Number(first) + step).padStart(first.length, '0'));
}
