import type { CoverTerms, Phase } from '../../src/pure.ts';
import { sampleTerms } from '../../src/sample.ts';
import { parseWeatherCsv } from '../../src/sources/csv.ts';
import { addDays } from '../../src/calendar.ts';
import type { DailySeries } from '../../src/pure.ts';

export const dryYear = sampleTerms().dryYear;

/** The sample's only phase with some members replaced. */
export function phaseWith(changes: Partial<Phase>): Phase {
  const [phase] = dryYear.phases;
  if (phase === undefined) throw new Error('the sample terms have no phase');
  return { ...phase, ...changes };
}

export function termsWith(phases: Phase[], changes: Partial<CoverTerms> = {}): CoverTerms {
  return { ...dryYear, ...changes, phases };
}

/** A precipitation series from cells as a file would hold them; an empty cell is a missing day. */
export function rain(from: string, cells: readonly (string | number)[]): DailySeries {
  const rows = cells.map((cell, day) => `${addDays(from, day)},${String(cell)}`);
  return parseWeatherCsv(['date,precipitation', ...rows].join('\n'));
}
