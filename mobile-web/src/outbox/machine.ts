/** What a person sees of a record on its way: the words live in the translations under the same names. */
export type OutboxState = 'draft' | 'ready' | 'sending' | 'sent' | 'needs-fix';

/** What can happen to a record. */
export type OutboxEvent = 'save' | 'edit' | 'start' | 'interrupt' | 'refuse' | 'acknowledge';

/** Every allowed move. A record leaves the queue only through `sent`, or when its owner deletes an unsent one. */
export const TRANSITIONS: Record<OutboxState, Partial<Record<OutboxEvent, OutboxState>>> = {
  draft: { edit: 'draft', save: 'ready' },
  ready: { edit: 'draft', start: 'sending' },
  sending: { interrupt: 'ready', refuse: 'needs-fix', acknowledge: 'sent' },
  sent: {},
  'needs-fix': { edit: 'draft', start: 'sending' },
};

/** The state after an event. Throws RangeError when the move is not in the table. */
export function nextState(state: OutboxState, event: OutboxEvent): OutboxState {
  const next = TRANSITIONS[state][event];
  if (next === undefined) throw new RangeError(`a record that is ${state} cannot ${event}`);
  return next;
}

/** Whether the owner may delete it: never while it may already be at the server, never needed once sent. */
export function mayDiscard(state: OutboxState): boolean {
  return state === 'draft' || state === 'ready' || state === 'needs-fix';
}
