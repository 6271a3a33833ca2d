import { hasValidCheckDigit } from '../check-digit.ts';
import { hasValidCheckCharacters } from '../check-characters.ts';
import { type Linter, must } from './fault.ts';

/** The shortest GS1 company prefix has four digits. Which prefixes are in use, only GS1's registry knows. */
const SHORTEST_PREFIX = 4;

export const csum: Linter = (value) =>
  hasValidCheckDigit(value) ? undefined : { at: value.length - 1, reason: 'the check digit is wrong' };

export const csumalpha: Linter = (value) =>
  hasValidCheckCharacters(value) ? undefined : { at: value.length - 2, reason: 'the check character pair is wrong' };

export const gcppos1: Linter = (value) => companyPrefixAt(value, 0);

/** As `gcppos1`, behind an indicator or extension digit. */
export const gcppos2: Linter = (value) => companyPrefixAt(value, 1);

export const hasnondigit = must('at least one character must not be a digit', (value) => /\D/.test(value));

function companyPrefixAt(value: string, start: number): ReturnType<Linter> {
  const prefix = value.slice(start, start + SHORTEST_PREFIX);
  if (prefix.length < SHORTEST_PREFIX) return { at: start, reason: 'too short for a GS1 company prefix' };
  const at = prefix.search(/\D/);
  return at < 0 ? undefined : { at: start + at, reason: 'a GS1 company prefix begins with four digits' };
}
