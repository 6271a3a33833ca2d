import type { BoardReporter } from '../api/model.ts';

const DAY_MS = 86_400_000;

/** Whole days each reporter is behind the one that has read furthest; undefined for one that has read nothing. */
export function daysBehind(reporters: readonly BoardReporter[]): (number | undefined)[] {
  const days = reporters.map(({ throughDate }) => (throughDate ? Date.parse(throughDate.slice(0, 10)) / DAY_MS : NaN));
  const furthest = Math.max(...days.filter(Number.isFinite));
  return days.map((reached) => (Number.isFinite(reached) ? furthest - reached : undefined));
}
