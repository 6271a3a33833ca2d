import { CHARACTER_SET_64 } from '../character-sets.ts';
import { findEntry, aiLength } from '../dictionary/lookup.ts';
import { type AiElement, MOST_ELEMENTS } from '../element.ts';
import { IdentifierError } from '../identifier-error.ts';
import { BitReader } from './bit-reader.ts';
import { encodingOf, readNumber } from './encodings.ts';
import { lengthBits, type PackedPart, packedParts } from './formats.ts';
import { OPTIMISATIONS } from './optimisations.ts';

/** A key and a value that are no AI, without percent-encoding. */
export interface UnpackedPair {
  readonly key: string;
  readonly value: string;
}

/** Bits of the lengths of a key and a value that are no AI. */
const OTHER_LENGTH_BITS = 7;

/**
 * Undoes `pack` (GS1 Digital Link standard 1.1, decompression); pairs of a query that are no AIs are read too.
 * The values are as packed: their formats are for the caller to check.
 * @param base64 the last segment of the path
 * @throws IdentifierError when it is none, is cut off, or holds what is not defined
 */
export function unpack(base64: string): { elements: AiElement[]; other: UnpackedPair[] } {
  const bits = new BitReader(base64);
  const elements: AiElement[] = [];
  const other: UnpackedPair[] = [];
  while (bits.remaining >= 8) {
    if (elements.length + other.length >= MOST_ELEMENTS)
      throw new IdentifierError(`more than ${MOST_ELEMENTS} elements`);
    const code = hex(bits) + hex(bits);
    if (code.startsWith('F')) other.push(readOther(bits, Number(`0x${code.slice(1)}`)));
    else for (const ai of aisOf(code, bits)) elements.push({ ai, value: readValue(ai, bits) });
  }
  if (bits.remaining > 0 && bits.number(bits.remaining) !== 0) {
    throw new IdentifierError('the compressed Digital Link ends in bits that mean nothing');
  }
  return { elements, other };
}

function aisOf(code: string, bits: BitReader): readonly string[] {
  const several = OPTIMISATIONS.get(code);
  if (several) return several;
  const length = aiLength(code);
  if (!/^\d\d$/.test(code) || length === undefined)
    throw new IdentifierError(`compression code ${code} is not defined`);
  return [Array.from({ length: length - 2 }, () => hex(bits)).reduce((ai, digit) => ai + digit, code)];
}

function readValue(ai: string, bits: BitReader): string {
  const entry = findEntry(ai);
  if (entry === undefined) throw new IdentifierError(`(${ai}) is no known application identifier`);
  return packedParts(entry)
    .map((part) => readPart(part, bits))
    .join('');
}

function readPart({ numeric, variable, length }: PackedPart, bits: BitReader): string {
  const indicator = numeric ? 0 : bits.number(3);
  const count = variable ? bits.number(lengthBits(length)) : length;
  return numeric ? readNumber(bits, count) : readCharacters(indicator, count, bits);
}

function readCharacters(indicator: number, count: number, bits: BitReader): string {
  const encoding = encodingOf(indicator);
  if (encoding === undefined) throw new IdentifierError(`compression encoding ${indicator} is not defined`);
  return encoding.read(bits, count);
}

/**
 * A pair of the query that is no AI. Its flag F is four bits, so the second digit already belongs to the key's length.
 */
function readOther(bits: BitReader, highBits: number): UnpackedPair {
  const length = highBits * 8 + bits.number(OTHER_LENGTH_BITS - 4);
  const key = Array.from({ length }, () => CHARACTER_SET_64.charAt(bits.number(6))).join('');
  const indicator = bits.number(3);
  const value = readCharacters(indicator, bits.number(OTHER_LENGTH_BITS), bits);
  return { key, value };
}

function hex(bits: BitReader): string {
  return bits.number(4).toString(16).toUpperCase();
}
