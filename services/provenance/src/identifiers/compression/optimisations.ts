/**
 * Two hexadecimal digits, at least one of them a letter, that stand for several AIs whose values follow in this order
 * (Digital Link compression, table of optimisations).
 */
export const OPTIMISATIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['0A', ['01', '22']],
  ['0B', ['01', '10']],
  ['0C', ['01', '21']],
  ['0D', ['01', '17']],
  ['0E', ['01', '7003']],
  ['0F', ['01', '30']],
  ['1A', ['01', '10', '21', '17']],
  ['1B', ['01', '15']],
  ['1C', ['01', '11']],
  ['1D', ['01', '16']],
  ['1E', ['01', '91']],
  ['1F', ['01', '10', '15']],
  ...series('2', 'ABCDEF', (step) => ['01', `310${step}`]),
  ...series('3', 'ABCDEF', (step) => ['01', `320${step}`]),
  ['9A', ['8010', '8011']],
  ['9B', ['8017', '8019']],
  ['9C', ['8018', '8019']],
  ['9D', ['414', '254']],
  ...series('A', '0123456789', (step) => ['01', `392${step}`]),
  ...series('C', '0123456789', (step) => ['255', `390${step}`]),
  ...series('C', 'ABCD', (step) => ['255', `394${step}`]),
]);

/**
 * Read but not written: GS1's own toolkit sorts the AIs of a sequence and so reads these two in another order than the
 * table says. What is never written cannot be misread.
 */
const NOT_WRITTEN = new Set(['1A', '9D']);

/** The sequence, among those that may be written, that replaces most AIs of a set, and its digits. */
export function bestOptimisation(ais: ReadonlySet<string>): [string, readonly string[]] | undefined {
  const usable = [...OPTIMISATIONS].filter(([code, list]) => !NOT_WRITTEN.has(code) && list.every((ai) => ais.has(ai)));
  const saved = ([, list]: [string, readonly string[]]) => list.join('').length;
  return usable.sort((one, other) => saved(other) - saved(one))[0];
}

function series(first: string, seconds: string, ais: (step: number) => string[]): [string, string[]][] {
  return Array.from(seconds, (second, step) => [first + second, ais(step)]);
}
