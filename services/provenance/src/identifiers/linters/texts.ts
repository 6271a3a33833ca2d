import { type Linter, must } from './fault.ts';
import { iso3166alpha2 } from './codes.ts';

const SHORTEST_IBAN = 11;
const LONGEST_IBAN = 34;

export const hyphen = must('must be a hyphen', (value) => /^-+$/.test(value));

/** Importer index of EU regulation 2018/574: one character of the URI-safe base 64. */
export const importeridx = must('must be one of A-Z, a-z, 0-9, - and _', (value) => /^[\w-]$/.test(value));

/** Percent-encoding of RFC 3986 section 2.1. */
export const pcenc: Linter = (value) => {
  const at = value.search(/%(?![0-9A-Fa-f]{2})/);
  return at < 0 ? undefined : { at, reason: '% must be followed by two hexadecimal digits' };
};

/** International bank account number (ISO 13616-1): country, check digits modulo 97, account. */
export const iban: Linter = (value) => {
  if (iso3166alpha2(value.slice(0, 2))) return { at: 0, reason: 'an IBAN begins with a country' };
  if (value.length < SHORTEST_IBAN || value.length > LONGEST_IBAN) {
    return { at: 0, reason: `an IBAN has ${SHORTEST_IBAN} to ${LONGEST_IBAN} characters` };
  }
  const at = value.search(/[^0-9A-Z]/);
  if (at >= 0) return { at, reason: 'an IBAN holds digits and capital letters only' };
  const digits = Array.from(value.slice(4) + value.slice(0, 4), (character) => parseInt(character, 36)).join('');
  return BigInt(digits) % 97n === 1n ? undefined : { at: 2, reason: 'the check digits of the IBAN are wrong' };
};
