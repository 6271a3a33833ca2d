import type { Role } from '../api/model.ts';

export type Face = 'farmer' | 'scanner' | 'regulator' | 'insurer' | 'factory' | 'history' | 'batches';

/** Which roles may open which face; the server decides again on every call. */
export const FACES: Record<Face, readonly Role[]> = {
  farmer: ['farmer'],
  scanner: ['keeper'],
  regulator: ['regulator'],
  insurer: ['insurer', 'regulator', 'administrator'],
  factory: ['processor'],
  history: ['farmer', 'processor', 'keeper', 'appraiser', 'assessor', 'insurer', 'regulator', 'administrator'],
  batches: ['processor', 'farmer', 'keeper', 'assessor'],
};

/** Where a person lands after signing in. */
export function landingOf(role: Role): string {
  const face = (Object.keys(FACES) as Face[]).find((candidate) => FACES[candidate].includes(role));
  return face === undefined ? '/' : `/${face}`;
}
