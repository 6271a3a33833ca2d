import type { Finding } from './findings.ts';
import type { WatchState } from './state.ts';

type Waiting = WatchState['waiting'];

const MAX_REMEMBERED = 1000;

/** Sizes of the log that wait for their seal, now that it has `size` leaves and `sealedSize` of them are sealed. */
export function stillWaiting(waiting: Waiting, size: number, sealedSize: number, now: number): Waiting {
  const unsealed = waiting.filter((known) => known.size > sealedSize);
  const isNew = size > sealedSize && size > (unsealed.at(-1)?.size ?? 0);
  return isNew && unsealed.length < MAX_REMEMBERED ? [...unsealed, { size, since: now }] : unsealed;
}

/** The alarm when the oldest of them has waited too long. */
export function delayFinding(waiting: Waiting, maxDelaySeconds: number, now: number): Finding[] {
  const [oldest] = waiting;
  const seconds = oldest === undefined ? 0 : (now - oldest.since) / 1000;
  if (oldest === undefined || seconds <= maxDelaySeconds) return [];
  return [{ code: 'seal-delayed', detail: `${String(oldest.size)} leaves seen ${seconds.toFixed(0)} s ago` }];
}
