import type { OutboxRecord } from './record.ts';

/**
 * How a try ended. `acknowledged`: the server has it, durably. `refused`: it will never take it as it is.
 * `later`: anything else; trying again is safe because of the idempotency key.
 */
export type SendResult =
  | { outcome: 'acknowledged' }
  | { outcome: 'refused'; detail: string }
  | { outcome: 'later'; reason: 'unreachable' | 'signed-out'; detail: string };

export type Transport = (record: OutboxRecord) => Promise<SendResult>;
