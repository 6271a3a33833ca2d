/** What is wrong with a value and where. */
export interface LintFault {
  /** Place of the fault in the value, from 0. */
  readonly at: number;
  readonly reason: string;
}

/**
 * One content check of the GS1 Barcode Syntax Tests: it sees one component whose characters and length are already
 * right, and says what else is wrong with it.
 */
export type Linter = (value: string) => LintFault | undefined;

/** A check that a condition holds for the value as a whole. */
export function must(reason: string, holds: (value: string) => boolean): Linter {
  return (value) => (holds(value) ? undefined : { at: 0, reason });
}

/** A check of membership in a code list, given as words separated by white space. */
export function oneOf(reason: string, words: string): Linter {
  const codes = new Set(words.split(/\s+/));
  return must(reason, (value) => codes.has(value));
}
