import type { TransactionStatus } from '../chain/chain-transaction.entity.ts';

const LONGEST_WAIT_MS = 3_600_000;
const AFTER_REFUSAL_MS = 1000;
/** A step that was mined but is still called for (the node answers from before, or a payee could not be paid). */
const AFTER_SUCCESS_MS = 10_000;

/** The latest attempt at something on the chain; it may have several transactions. */
export interface Attempt {
  /** Counts from 1. */
  readonly number: number;
  /** Attempts in a row that changed nothing, this one included; 0 when it brought the matter forward. */
  readonly failures: number;
  readonly statuses: readonly TransactionStatus[];
  /** Epoch milliseconds: when it was made, or when its last transaction was mined. */
  readonly at: number;
}

/**
 * The number of the attempt to make now; undefined while the latest is under way or its wait is not over. Waits double
 * with every failure, up to an hour, and attempts never end: what is due stays due. After progress there is no wait.
 */
export function nextAttempt(latest: Attempt | undefined, now: number): number | undefined {
  if (latest === undefined) return 1;
  if (latest.statuses.some((status) => status === 'queued' || status === 'sent')) return undefined;
  return now >= latest.at + waitAfter(latest) ? latest.number + 1 : undefined;
}

function waitAfter({ failures, statuses }: Attempt): number {
  if (failures === 0) return 0;
  const first = statuses.includes('reverted') ? AFTER_REFUSAL_MS : AFTER_SUCCESS_MS;
  return Math.min(LONGEST_WAIT_MS, first * 2 ** (failures - 1));
}
