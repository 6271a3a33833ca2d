import { type Linter, must } from './fault.ts';

export const nonzero = must('must not be zero', (value) => /[^0]/.test(value));
export const zero = must('must be zero', (value) => /^0+$/.test(value));
export const nozeroprefix = must('must not begin with a zero', (value) => !value.startsWith('0'));
export const yesno = must('must be 0 (no) or 1 (yes)', (value) => /^[01]$/.test(value));

/** Winding direction of a roll: face out, face in, undefined. */
export const winding = must('must be 0, 1 or 9', (value) => /^[019]$/.test(value));

/** WGS 84 latitude plus 90 degrees, in units of 10^-7 degree (General Specifications, AI 4309). */
export const latitude = atMost(1_800_000_000, 'the latitude is beyond 90 degrees');

/** WGS 84 longitude from 0 to 360 degrees, in units of 10^-7 degree. */
export const longitude = atMost(3_600_000_000, 'the longitude is beyond 360 degrees');

/** Piece number and number of pieces, in equally many digits. */
export const pieceoftotal: Linter = (value) => {
  const half = value.length / 2;
  if (!Number.isInteger(half) || half === 0) return { at: 0, reason: 'piece and total need equally many digits' };
  const [piece, total] = [Number(value.slice(0, half)), Number(value.slice(half))];
  if (piece === 0) return { at: 0, reason: 'there is no piece 0' };
  if (total === 0) return { at: half, reason: 'a total of 0 pieces' };
  return piece > total ? { at: 0, reason: 'the piece number exceeds the total' } : undefined;
};

/** Position in a sequence, `position/end`. */
export const posinseqslash: Linter = (value) => {
  const [, position, end] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  if (position === undefined || end === undefined) return { at: 0, reason: 'must be position/end' };
  if (position.startsWith('0')) return { at: 0, reason: 'the position begins with a zero' };
  if (end.startsWith('0')) return { at: position.length + 1, reason: 'the end begins with a zero' };
  return BigInt(position) > BigInt(end) ? { at: 0, reason: 'the position exceeds the end' } : undefined;
};

function atMost(limit: number, reason: string): Linter {
  return must(reason, (value) => /^\d{10}$/.test(value) && Number(value) <= limit);
}
