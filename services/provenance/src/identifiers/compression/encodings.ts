import { CHARACTER_SET_64 } from '../character-sets.ts';
import type { BitReader } from './bit-reader.ts';
import { numberBits } from './formats.ts';

/** An encoding of characters, by its three-bit indicator (Digital Link compression). */
interface Encoding {
  readonly fits: RegExp;
  readonly write: (text: string) => string;
  readonly read: (bits: BitReader, length: number) => string;
}

/** Where several fit, the first is the shortest. */
const ENCODINGS: readonly Encoding[] = [
  { fits: /^\d+$/, write: writeNumber, read: readNumber },
  alphabet(/^[0-9a-f]+$/, '0123456789abcdef', 4),
  alphabet(/^[0-9A-F]+$/, '0123456789ABCDEF', 4),
  alphabet(/^[\w-]+$/, CHARACTER_SET_64, 6),
  alphabet(/^[\0-\x7f]*$/, String.fromCharCode(...Array.from({ length: 128 }, (_, code) => code)), 7),
];

/** The shortest encoding of a text: its indicator and the packed characters. */
export function encode(text: string): { indicator: string; bits: string } {
  const index = ENCODINGS.findIndex(({ fits }) => fits.test(text));
  const encoding = ENCODINGS[index];
  if (encoding === undefined) throw new RangeError('only ASCII can be compressed');
  return { indicator: toBits(BigInt(index), 3), bits: encoding.write(text) };
}

/** The encoding with this indicator, or undefined for one that is not in use. */
export function encodingOf(indicator: number): Encoding | undefined {
  return ENCODINGS[indicator];
}

/** A number as so many bits. */
export function toBits(value: bigint, width: number): string {
  return value.toString(2).padStart(width, '0');
}

/** Decimal digits as one number. */
export function writeNumber(digits: string): string {
  return toBits(BigInt(digits), numberBits(digits.length));
}

/** Leading zeros are restored: the number of digits is known. */
export function readNumber(bits: BitReader, length: number): string {
  const number = bits.take(numberBits(length)).toString();
  return length === 0 ? '' : number.padStart(length, '0');
}

function alphabet(fits: RegExp, characters: string, width: number): Encoding {
  return {
    fits,
    write: (text) => Array.from(text, (character) => toBits(BigInt(characters.indexOf(character)), width)).join(''),
    read: (bits, length) => Array.from({ length }, () => characters.charAt(bits.number(width))).join(''),
  };
}
