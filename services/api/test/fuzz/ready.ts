import type { Exchange } from '../support/client.ts';

/** A request that would be taken, were it sent. */
export type ReadyRequest = Omit<Exchange, 'answer'>;

export const ready = (method: string, path: string, body: unknown): ReadyRequest => ({
  method,
  path,
  content: JSON.stringify(body),
});
