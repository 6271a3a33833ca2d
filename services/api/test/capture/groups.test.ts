import { describe, expect, test } from '@jest/globals';
import { groupsOf } from '../../src/capture/groups.ts';

const event = (eventID: string | undefined, ...corrective: string[]) => ({ eventID, corrective });

/** Places of the events, group by group. */
function together(candidates: Parameters<typeof groupsOf>[0]): number[][] {
  const groups = new Map<number, number[]>();
  for (const [place, group] of groupsOf(candidates).entries()) groups.set(group, [...(groups.get(group) ?? []), place]);
  return [...groups.values()];
}

describe('groups of a capture', () => {
  test('events that correct nothing stand alone, also under the same id', () => {
    expect(together([event('a'), event('a'), event(undefined), event(undefined)])).toEqual([[0], [1], [2], [3]]);
  });

  test('a declaration and all that correct it are one group, over several steps', () => {
    expect(together([event('a', 'b'), event('x'), event('b', 'c'), event('c'), event('c')])).toEqual([
      [0, 2, 3, 4],
      [1],
    ]);
  });

  test('two declarations with the same correction are one group; names that nobody has join nothing', () => {
    expect(together([event('a', 'c'), event('b', 'c', 'gone'), event('c'), event('d', 'gone')])).toEqual([
      [0, 1, 2],
      [3],
    ]);
  });

  test('a name given a million times among thousands of events that have it is still little work', () => {
    const named = event('declaration', ...Array.from({ length: 100_000 }, () => 'a'));
    const all = [...Array.from({ length: 10 }, () => named), ...Array.from({ length: 4_990 }, () => event('a'))];
    expect(together(all)).toHaveLength(1);
  });
});
