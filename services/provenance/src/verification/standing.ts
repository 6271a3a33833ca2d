import type { AccreditationEvent } from './chain-reader.ts';
import type { OutcomeCode } from './outcomes.ts';

export type StandingFault = Extract<
  OutcomeCode,
  'issuer-unknown' | 'issuer-not-yet-accredited' | 'issuer-no-longer-accredited' | 'issuer-suspended'
>;

type History = readonly AccreditationEvent[];

interface Window {
  readonly recordedAt: number;
  readonly from: number;
  readonly until: number;
}

/**
 * What speaks against a signer at a moment, by everything the registry ever recorded, or nothing.
 *
 * The window in force at the moment counts, or one recorded later that reaches back to it: a renewal does not undo what
 * was good before it. A suspension counts from its moment to the block in which it was withdrawn; withdrawing it makes
 * nothing good that was signed in between.
 * @param at seconds since 1970
 */
export function faultAt(history: History, at: number): StandingFault | undefined {
  const windows = windowsIn(history);
  if (windows.length === 0) return 'issuer-unknown';
  if (!isCovered(windows, at)) {
    return windows.some(({ until }) => until <= at) ? 'issuer-no-longer-accredited' : 'issuer-not-yet-accredited';
  }
  return suspensionsIn(history).some(({ from, until }) => at >= from && at < until) ? 'issuer-suspended' : undefined;
}

/** The first moment after one of good standing at which a signer lost it; undefined when it never did. */
export function endOfStanding(history: History, at: number): number | undefined {
  const changes = [
    ...windowsIn(history).flatMap(({ recordedAt, until }) => [recordedAt, until]),
    ...suspensionsIn(history).map(({ from }) => from),
  ];
  return changes
    .filter((change) => change > at)
    .sort((a, b) => a - b)
    .find((change) => faultAt(history, change) !== undefined);
}

function windowsIn(history: History): Window[] {
  return history.filter((event) => event.kind === 'accredited');
}

function isCovered(windows: readonly Window[], at: number): boolean {
  const inForce = windows.findLast(({ recordedAt }) => recordedAt <= at);
  return windows.some(
    (window) => (window === inForce || window.recordedAt > at) && at >= window.from && at < window.until,
  );
}

function suspensionsIn(history: History): { from: number; until: number }[] {
  return history.flatMap((event, index) => {
    if (event.kind !== 'suspended') return [];
    const end = history.slice(index).find(({ kind }) => kind === 'reinstated');
    return [{ from: event.at, until: end?.recordedAt ?? Infinity }];
  });
}
