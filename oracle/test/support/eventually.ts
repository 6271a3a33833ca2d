import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until a condition holds. @throws Error when it does not within `timeoutMs` */
export async function eventually(condition: () => boolean, timeoutMs = 8000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`not within ${String(timeoutMs)} ms: ${condition.toString()}`);
    await sleep(5);
  }
}
