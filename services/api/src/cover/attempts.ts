import type { TransactionStatus } from '../chain/chain-transaction.entity.ts';

export const MOST_ATTEMPTS = 20;
const LONGEST_WAIT_MS = 3_600_000;
const AFTER_REFUSAL_MS = 1000;
/** A step that was mined but is still called for (the node answers from before, or a payee could not be paid). */
const AFTER_SUCCESS_MS = 10_000;

/** The latest attempt at something on the chain; it may have several transactions. */
export interface Attempt {
  /** Counts from 1. */
  readonly number: number;
  readonly statuses: readonly TransactionStatus[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * The number of the attempt to make now; undefined while the latest is under way, its wait is not over, or there were
 * enough. Waits double, up to an hour: twenty attempts last more than half a day.
 */
export function nextAttempt(latest: Attempt | undefined, now: number): number | undefined {
  if (latest === undefined) return 1;
  if (latest.number >= MOST_ATTEMPTS) return undefined;
  if (latest.statuses.some((status) => status === 'queued' || status === 'sent')) return undefined;
  const first = latest.statuses.includes('reverted') ? AFTER_REFUSAL_MS : AFTER_SUCCESS_MS;
  const wait = Math.min(LONGEST_WAIT_MS, first * 2 ** (latest.number - 1));
  return now >= latest.at + wait ? latest.number + 1 : undefined;
}
