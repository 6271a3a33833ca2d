import { CHARACTER_SET_64 } from '../character-sets.ts';
import { findEntry } from '../dictionary/lookup.ts';
import type { AiElement } from '../element.ts';
import { IdentifierError } from '../identifier-error.ts';
import { encode, toBits, writeNumber } from './encodings.ts';
import { lengthBits, packedParts } from './formats.ts';
import { bestOptimisation } from './optimisations.ts';

/**
 * Packs elements, each AI once, into URI-safe base 64: optimised sequences first, then the rest in the order of their
 * AIs (GS1 Digital Link standard 1.1, compression).
 * @param optimise whether common sequences of AIs are written as one code
 * @throws IdentifierError for an AI that the dictionary does not know: its format decides how it is packed
 */
export function pack(elements: readonly AiElement[], optimise: boolean): string {
  const values = new Map(elements.map(({ ai, value }) => [ai, value]));
  const left = new Set([...values.keys()].sort());
  let bits = '';
  for (let best = optimise ? bestOptimisation(left) : undefined; best; best = bestOptimisation(left)) {
    const [code, ais] = best;
    bits += digitBits(code) + ais.map((ai) => packValue(ai, values.get(ai) ?? '')).join('');
    for (const ai of ais) left.delete(ai);
  }
  for (const ai of left) bits += digitBits(ai) + packValue(ai, values.get(ai) ?? '');
  return toBase64(bits);
}

function packValue(ai: string, value: string): string {
  const entry = findEntry(ai);
  if (entry === undefined) throw new IdentifierError(`(${ai}) is no known application identifier`);
  let at = 0;
  let bits = '';
  for (const { numeric, variable, length } of packedParts(entry)) {
    const text = value.slice(at, at + length);
    at += length;
    const { indicator, bits: characters } = numeric ? { indicator: '', bits: writeNumber(text) } : encode(text);
    bits += indicator + (variable ? toBits(BigInt(text.length), lengthBits(length)) : '') + characters;
  }
  return bits;
}

function digitBits(digits: string): string {
  return Array.from(digits, (digit) => toBits(BigInt(`0x${digit}`), 4)).join('');
}

function toBase64(bits: string): string {
  const groups = bits.match(/.{1,6}/g) ?? [];
  return groups.map((group) => CHARACTER_SET_64.charAt(Number(`0b${group.padEnd(6, '0')}`))).join('');
}
