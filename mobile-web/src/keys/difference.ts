/** What does not say what was recorded; the words live in the translations under the same names. */
export type Difference =
  | 'documents'
  | 'event'
  | 'evidence'
  | 'issuer'
  | 'lot'
  | 'weight'
  | 'plot'
  | 'time'
  | 'inputs'
  | 'photo'
  | 'pieces'
  | 'validity';

/** The names of the tests that failed. */
export function failed(tests: Readonly<Partial<Record<Difference, boolean>>>): Difference[] {
  return (Object.keys(tests) as Difference[]).filter((name) => tests[name] === false);
}

/** Whether two times with zones are the same moment. */
export const sameMoment = (left: string, right: string): boolean => Date.parse(left) === Date.parse(right);
