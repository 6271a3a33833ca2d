import type { Candidate } from './candidates.ts';

/**
 * Which events of a capture belong together: an error declaration and the events it names as its correction are
 * accepted or rejected as one (EPCIS 2.0 section 7.4.1.2). Others stand alone.
 * @returns for each event, a number that is the same for all of its group
 */
export function groupsOf(candidates: readonly Pick<Candidate, 'eventID' | 'corrective'>[]): number[] {
  const group = candidates.map((_, i) => i);
  if (candidates.every(({ corrective }) => corrective.length === 0)) return group;
  const places = new Map<string, number[]>();
  for (const [i, { eventID }] of candidates.entries())
    if (eventID !== undefined) places.set(eventID, [...(places.get(eventID) ?? []), i]);
  const rootOf = (i: number): number => {
    let root = i;
    while (group[root] !== undefined && group[root] !== root) root = group[root] ?? root;
    group[i] = root;
    return root;
  };
  for (const [i, { corrective }] of candidates.entries())
    for (const id of corrective) for (const place of places.get(id) ?? []) group[rootOf(place)] = rootOf(i);
  return group.map((_, i) => rootOf(i));
}
