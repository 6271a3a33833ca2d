import type { Candidate } from './candidates.ts';

/**
 * Which events of a capture belong together: an error declaration and the events it names as its correction are
 * accepted or rejected as one (EPCIS 2.0 section 7.4.1.2). Others stand alone. All events under a named id belong together,
 * so every name and every event is looked at once, however often they are given.
 * @returns for each event, a number that is the same for all of its group
 */
export function groupsOf(candidates: readonly Pick<Candidate, 'eventID' | 'corrective'>[]): number[] {
  const group = candidates.map((_, i) => i);
  const named = new Map<string, number[]>();
  for (const { corrective } of candidates) for (const id of corrective) named.set(id, []);
  if (named.size === 0) return group;
  for (const [i, { eventID }] of candidates.entries()) if (eventID !== undefined) named.get(eventID)?.push(i);
  const rootOf = (i: number): number => {
    let root = i;
    while (group[root] !== undefined && group[root] !== root) root = group[root] ?? root;
    group[i] = root;
    return root;
  };
  const join = (a: number, b: number): void => {
    group[rootOf(b)] = rootOf(a);
  };
  for (const [first, ...others] of named.values())
    if (first !== undefined) for (const other of others) join(first, other);
  for (const [i, { corrective }] of candidates.entries())
    for (const id of corrective) {
      const [place] = named.get(id) ?? [];
      if (place !== undefined) join(i, place);
    }
  return group.map((_, i) => rootOf(i));
}
