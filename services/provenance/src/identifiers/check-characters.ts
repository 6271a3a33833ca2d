import { CHARACTER_SET_82 } from './character-sets.ts';

const CHECK_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const MODULUS = 1021;

/** Bound of the work, above the longest alphanumeric key. */
const LONGEST = 99;

/**
 * Whether an alphanumeric key ends in its own check character pair (General Specifications, check character calculation
 * for alphanumeric keys).
 */
export function hasValidCheckCharacters(key: string): boolean {
  if (key.length < 2 || key.length > LONGEST) return false;
  return checkCharacters(key.slice(0, -2)) === key.slice(-2);
}

/**
 * The check character pair of an alphanumeric key such as a GMN: the values of its characters, weighted by the primes
 * from right to left, modulo 1021, written as two characters of five bits.
 * @returns undefined when a character is outside set 82
 */
function checkCharacters(text: string): string | undefined {
  const weights = primes(text.length).reverse();
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    const value = CHARACTER_SET_82.indexOf(text.charAt(index));
    if (value < 0) return undefined;
    sum += value * weight;
  }
  const check = sum % MODULUS;
  return CHECK_ALPHABET.charAt(check >> 5) + CHECK_ALPHABET.charAt(check & 31);
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
