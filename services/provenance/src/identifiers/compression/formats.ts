import type { AiEntry } from '../dictionary/entry.ts';

/** How one stretch of a value is packed. */
export interface PackedPart {
  /** Digits as one number, or characters under an indicator of their encoding. */
  readonly numeric: boolean;
  /** Always this many characters, or up to this many, their number being written first. */
  readonly variable: boolean;
  readonly length: number;
}

/**
 * The packing of an AI's value (Digital Link compression, table of formats), which follows from its format:
 * neighbouring mandatory components of fixed length and one kind are one part, and whatever may be left out is one
 * variable part.
 */
export function packedParts({ components }: AiEntry): PackedPart[] {
  const parts: PackedPart[] = [];
  for (const { set, min, max, optional } of components) {
    const next = { numeric: set === 'N', variable: optional || min < max, length: max };
    const last = parts.at(-1);
    const joins = last?.numeric === next.numeric && (last.variable === next.variable || !next.numeric);
    if (last === undefined || !joins) parts.push(next);
    else parts[parts.length - 1] = { ...next, length: last.length + next.length };
  }
  return parts;
}

/** Bits of a number of this many digits; by the formula of the standard, one for none. */
export function numberBits(digits: number): number {
  return Math.ceil(digits * Math.log2(10) + 0.01);
}

/** Bits of a length of up to this many characters. */
export function lengthBits(longest: number): number {
  return Math.ceil(Math.log2(longest) + 0.01);
}
