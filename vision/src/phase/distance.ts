import { BANK, FILTERS, WAVES } from './bank.ts';
import { bitAt, CODE_BITS, fragileLimits, isCovered, type PhaseCode } from './code.ts';
import type { Responses } from './session.ts';

const { abs, cos, sin } = Math;

const SITES = BANK.sites ** 2;
const BLOCKS = 4;
const BLOCK = BANK.sites / BLOCKS;
/** Left-over displacement tried per block, in frame pixels. */
const SHIFTS = [-4, -2, 0, 2, 4] as const;
/** Blocks with fewer comparable bits cannot choose a shift and are left out. */
const MIN_BLOCK_BITS = 120;

/** Share of differing bits among those both sides trust, and how many those were of all bits (0..1). */
export interface PhaseDistance {
  distance: number;
  validShare: number;
}

interface Count {
  differing: number;
  compared: number;
}

function countBlock(code: PhaseCode, r: Responses, limits: Float32Array, bx: number, by: number, turns: Turn[]): Count {
  const count: Count = { differing: 0, compared: 0 };
  for (let sy = by * BLOCK; sy < (by + 1) * BLOCK; sy++) {
    for (let sx = bx * BLOCK; sx < (bx + 1) * BLOCK; sx++) {
      const site = sy * BANK.sites + sx;
      if (!isCovered(r, site)) continue;
      for (let f = 0; f < FILTERS; f++) {
        const turn = turns[f];
        if (!turn) continue;
        const e = 2 * f * SITES + site;
        const o = e + SITES;
        const even = r.values[e] ?? 0;
        const odd = r.values[o] ?? 0;
        compare(count, code, e, even * turn.c + odd * turn.s, limits[2 * f] ?? 0);
        compare(count, code, o, odd * turn.c - even * turn.s, limits[2 * f + 1] ?? 0);
      }
    }
  }
  return count;
}

function compare(count: Count, code: PhaseCode, i: number, value: number, limit: number): void {
  if (abs(value) < limit || bitAt(code.valid, i) === 0) return;
  count.compared++;
  if (bitAt(code.bits, i) !== (value > 0 ? 1 : 0)) count.differing++;
}

interface Turn {
  c: number;
  s: number;
}

/** Moving the frame by (dx, dy) turns the phase of a narrow filter by the scalar product with its wave vector. */
const turnsFor = (dx: number, dy: number): Turn[] =>
  WAVES.map(({ x, y }) => ({ c: cos(x * dx + y * dy), s: sin(x * dx + y * dy) }));

/**
 * Masked normalised Hamming distance (Daugman 2003, equation 1) between an enrolled code and the responses of a probe
 * already warped onto the enrolment frame. Each of 4 x 4 blocks takes the small shift that fits it best; the shifts
 * are made by turning the phases, so the bank runs once. Without comparable bits the distance is 0.5, chance.
 */
export function phaseDistance(code: PhaseCode, probe: Responses): PhaseDistance {
  const limits = fragileLimits(probe);
  const candidates = SHIFTS.flatMap((dx) => SHIFTS.map((dy) => turnsFor(dx, dy)));
  let differing = 0;
  let compared = 0;
  for (let by = 0; by < BLOCKS; by++) {
    for (let bx = 0; bx < BLOCKS; bx++) {
      let best: Count | undefined;
      for (const turns of candidates) {
        const count = countBlock(code, probe, limits, bx, by, turns);
        if (count.compared < MIN_BLOCK_BITS) continue;
        if (!best || count.differing / count.compared < best.differing / best.compared) best = count;
      }
      differing += best?.differing ?? 0;
      compared += best?.compared ?? 0;
    }
  }
  return { distance: compared === 0 ? 0.5 : differing / compared, validShare: compared / CODE_BITS };
}
