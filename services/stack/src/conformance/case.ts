import type { FaultName } from './known-faults.ts';

/** A case that holds because what it offers is refused, as it must be. */
export interface Refusal {
  readonly refusedFor: string;
}

/** Undefined when the case holds, a refusal when it holds by being refused, else the reason why it does not hold. */
export type Verdict = undefined | Refusal | string;

/** One case of a suite. */
export interface Case {
  /** Path of its file within the suite, without ending where that is unambiguous, and what of it is judged. */
  readonly name: string;
  /** A thrown error is a reason too. */
  readonly judge: () => Verdict | Promise<Verdict>;
  /** How the suite's own files can show that this case is wrong; asked only after it did not hold. */
  readonly contradiction?: { readonly fault: FaultName; readonly holds: () => boolean };
}

/** One suite of public cases: the folder of the data that holds it, and how its cases are found there. */
export interface Suite {
  readonly name: string;
  /** @param folder path of the suite @param data path of all suites, for what suites share */
  readonly cases: (folder: string, data: string) => readonly Case[];
}

/** A case for each item, named and judged the same way. */
export function eachOf<Item>(
  items: readonly Item[],
  name: (item: Item) => string,
  judge: (item: Item) => ReturnType<Case['judge']>,
): Case[] {
  return items.map((item) => ({ name: name(item), judge: () => judge(item) }));
}

/** The cases of one file; where they cannot be found, one case that says why, so that the other files still count. */
export function casesIn(file: string, find: () => readonly Case[]): readonly Case[] {
  try {
    return find();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ name: `${file} is read`, judge: () => reason }];
  }
}

/** The verdict on what must be refused, from the reason it was refused for, if it was. */
export function mustBeRefused(reason: string | undefined): Verdict {
  return reason === undefined ? 'accepted, and must be refused' : { refusedFor: reason };
}

/** The verdict on what must be accepted, from the reason it was refused for, if it was. */
export function mustBeAccepted(reason: string | undefined): Verdict {
  return reason === undefined ? undefined : `refused: ${reason}`;
}

/** The reason of a case whose two values must be the same; undefined when they are. */
export function difference(what: string, expected: string, actual: string): string | undefined {
  return expected === actual ? undefined : `${what} is ${shortened(actual)}, expected ${shortened(expected)}`;
}

function shortened(text: string): string {
  const quoted = JSON.stringify(text);
  return quoted.length <= 240 ? quoted : `${quoted.slice(0, 240)}... (${String(text.length)} characters)`;
}
