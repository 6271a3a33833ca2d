import type { SeasonContext } from './context.ts';
import { decisiveReport, type Evidence, type Verified } from './evidence.ts';

const POSITIONS = 40;

/**
 * Changes one byte of each bundle at positions spread over the whole of it; every such bundle must be refused.
 * @returns how many were refused
 * @throws Error with the position when a changed bundle passes
 */
export async function refuseTampered(season: SeasonContext, { bundles, chain, trust }: Verified): Promise<number> {
  let refused = 0;
  for (const { serial, bytes } of bundles) {
    for (const position of positions(bytes)) {
      const changed = bytes.slice();
      changed[position] = (changed[position] ?? 0) ^ 1;
      const report = await decisiveReport(changed, chain, season.options.patienceMs, { trust });
      if (report.ok) throw new Error(`The bundle of ${serial} still verifies with byte ${String(position)} changed.`);
      refused += 1;
    }
  }
  return refused;
}

function positions(bytes: Evidence['bytes']): number[] {
  const apart = bytes.length / POSITIONS;
  return Array.from({ length: POSITIONS }, (_, i) => Math.floor((i + 0.5) * apart));
}
