import { termsHash } from '../../src/pure.ts';
import type { CoverTerms, SeasonClock } from '../../src/pure.ts';
import { dryYear } from './terms.ts';

export const DOMAIN = {
  name: 'FieldSeal WeatherIndexOracle',
  version: '1',
  chainId: 31337,
  verifyingContract: '0x5FbDB2315678afecb367f032d93F642f64180aa3',
};

export const ROUND_KEY = `0x${'ab'.repeat(32)}`;

/** A round as served whose whole season is over at `finalAt`. */
export function servedRound(terms: CoverTerms = dryYear, changes: Record<string, unknown> = {}) {
  const clock: SeasonClock = { startedAt: 1_700_000_000_000, seasonStart: '2015-05-01', secondsPerDay: 0.4 };
  return {
    roundKey: ROUND_KEY,
    seriesId: '1',
    terms,
    termsHash: termsHash(terms),
    clock,
    domain: DOMAIN,
    finalAt: clock.startedAt + 61 * 400 + 1500,
    ...changes,
  };
}
