import * as fc from 'fast-check';
import { isRecord } from './document.ts';
import { SeenValue } from './seen.ts';
import { hostileName, hostileValue } from './hostile.ts';

/** One change to a JSON value at a place chosen by `at` among all its places. */
interface Mutation {
  readonly at: number;
  readonly kind: 'replace' | 'remove' | 'add' | 'rename' | 'wrap' | 'repeat';
  readonly name: string;
  readonly value: unknown;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(10_000),
  kind: fc.constantFrom('replace', 'replace', 'remove', 'add', 'rename', 'wrap', 'repeat'),
  name: hostileName,
  value: hostileValue,
});

/** How often an array's entries are repeated, to pass every limit on their number. */
const REPEATS = 3000;

/** The value, left alone as often as it is changed at one place, seldom at three. */
export function mutated(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changes = fc.oneof(
    { weight: 4, arbitrary: fc.constant<Mutation[]>([]) },
    { weight: 4, arbitrary: fc.array(mutation, { minLength: 1, maxLength: 1 }) },
    { weight: 1, arbitrary: fc.array(mutation, { minLength: 2, maxLength: 3 }) },
  );
  return fc.tuple(value, changes).map(([base, list]) => list.reduce(apply, base));
}

function apply(root: unknown, change: Mutation): unknown {
  const places = placesOf(root);
  const place = places[change.at % places.length] ?? [];
  return edit(root, place, change);
}

const DEEPEST = 20;

/** The paths in the value, the root's own included. */
function placesOf(value: unknown, path: readonly string[] = []): string[][] {
  return [
    [...path],
    ...entriesOf(path.length < DEEPEST ? value : undefined)
      .slice(0, 30)
      .flatMap(([key, entry]) => placesOf(entry, [...path, key])),
  ];
}

function edit(value: unknown, [step, ...rest]: readonly string[], change: Mutation): unknown {
  if (step === undefined) return atPlace(value, change);
  const isHere = rest.length === 0;
  const entries = entriesOf(value).flatMap<[string, unknown]>(([key, entry]) => {
    if (key !== step) return [[key, entry]];
    if (isHere && change.kind === 'remove') return [];
    if (isHere && change.kind === 'rename') return [[change.name, entry]];
    return [[key, edit(entry, rest, change)]];
  });
  return Array.isArray(value) ? entries.map(([, entry]) => entry) : Object.fromEntries(entries);
}

const entriesOf = (value: unknown): [string, unknown][] =>
  Array.isArray(value) || (isRecord(value) && !(value instanceof SeenValue)) ? Object.entries<unknown>(value) : [];

function atPlace(value: unknown, { kind, name, value: hostile }: Mutation): unknown {
  if (kind === 'wrap') return [value];
  if (kind === 'repeat' && Array.isArray(value))
    return Array.from({ length: REPEATS }, (): unknown => value[0] ?? hostile);
  if (kind === 'add' && isRecord(value) && !(value instanceof SeenValue))
    return { ...value, ...Object.fromEntries([[name, hostile]]) };
  return hostile;
}
