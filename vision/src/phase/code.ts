import { BANK, FILTERS } from './bank.ts';
import type { Responses } from './session.ts';

const { abs, floor } = Math;

const SITES = BANK.sites ** 2;
/** Two bits per filter and site: the quadrant of the phase (Daugman 1993, section 4). */
export const CODE_BITS = SITES * FILTERS * 2;
export const CODE_WORDS = CODE_BITS / 32;

/** Phase quadrants and which of them are trustworthy; bit `channel * sites + site`, 32 per word. */
export interface PhaseCode {
  bits: Uint32Array;
  valid: Uint32Array;
}

/** A site needs this much of its window on the surface. */
const MIN_COVERAGE = 0.85;
/** A component below this share of its filter's mean is near a quadrant's edge and flips by chance. */
const FRAGILE = 0.3;

export const bitAt = (words: Uint32Array, i: number): number => ((words[i >>> 5] ?? 0) >>> (i & 31)) & 1;

const setBit = (words: Uint32Array, i: number): void => {
  words[i >>> 5] = (words[i >>> 5] ?? 0) | (1 << (i & 31));
};

/** Mean magnitude of each channel over the covered sites times `FRAGILE`: components below are not trusted. */
export function fragileLimits(responses: Responses): Float32Array {
  const limits = new Float32Array(2 * FILTERS);
  for (let channel = 0; channel < limits.length; channel++) {
    let sum = 0;
    let n = 0;
    for (let s = 0; s < SITES; s++) {
      if (!isCovered(responses, s)) continue;
      sum += abs(responses.values[channel * SITES + s] ?? 0);
      n++;
    }
    limits[channel] = n === 0 ? Infinity : (FRAGILE * sum) / n;
  }
  return limits;
}

export const isCovered = (responses: Responses, site: number): boolean =>
  (responses.coverage[site] ?? 0) >= MIN_COVERAGE;

/** Binarises the responses of one frame. */
export function phaseCode(responses: Responses): PhaseCode {
  const code: PhaseCode = { bits: new Uint32Array(CODE_WORDS), valid: new Uint32Array(CODE_WORDS) };
  const limits = fragileLimits(responses);
  for (let i = 0; i < CODE_BITS; i++) {
    const v = responses.values[i] ?? 0;
    if (v > 0) setBit(code.bits, i);
    const trusted = abs(v) >= (limits[floor(i / SITES)] ?? Infinity);
    if (trusted && isCovered(responses, i % SITES)) setBit(code.valid, i);
  }
  return code;
}

/** Keeps the bits on which a further aligned code of the same piece agrees, where it saw them at all. */
export function keepStable(code: PhaseCode, other: PhaseCode): PhaseCode {
  const valid = code.valid.map((word, w) => {
    const disagree = ((code.bits[w] ?? 0) ^ (other.bits[w] ?? 0)) & (other.valid[w] ?? 0);
    return word & ~disagree;
  });
  return { bits: code.bits, valid };
}
