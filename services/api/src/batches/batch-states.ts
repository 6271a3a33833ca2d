import type { BatchState } from './batches.schemas.ts';

/** The states that a batch may go to from each. */
const TRANSITIONS: Readonly<Record<BatchState, readonly BatchState[]>> = {
  checking: ['ready', 'issuing', 'refused', 'cancelled'],
  ready: ['issuing', 'cancelled'],
  issuing: ['done', 'refused', 'cancelled'],
  done: [],
  refused: [],
  cancelled: [],
};

export const mayBecome = (from: BatchState, to: BatchState): boolean => TRANSITIONS[from].includes(to);

/** Nothing becomes of it any more. */
export const isFinal = (state: BatchState): boolean => TRANSITIONS[state].length === 0;
