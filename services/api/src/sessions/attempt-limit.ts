import { Problem } from '../platform/problems.ts';

/** From here on, entries whose window is over are thrown out at each attempt. */
const MAX_SUBJECTS = 10_000;

/** Counts attempts per subject within a window; a process's own, so several instances allow several times as many. */
export class AttemptLimit {
  private readonly attempts = new Map<string, { count: number; until: number }>();

  constructor(
    private readonly most: number,
    private readonly windowMs: number,
  ) {}

  /** @throws Problem too-many-requests */
  check(subject: string): void {
    const now = Date.now();
    const seen = this.attempts.get(subject);
    const entry = seen === undefined || seen.until <= now ? { count: 0, until: now + this.windowMs } : seen;
    entry.count += 1;
    if (this.attempts.size >= MAX_SUBJECTS) this.forgetExpired(now);
    this.attempts.set(subject, entry);
    if (entry.count > this.most) {
      const seconds = Math.ceil((entry.until - now) / 1000);
      throw new Problem('too-many-requests', `Too many attempts; try again in ${seconds} seconds.`, [], {
        retryAfterSeconds: seconds,
      });
    }
  }

  private forgetExpired(now: number): void {
    for (const [subject, { until }] of this.attempts) if (until <= now) this.attempts.delete(subject);
  }

  forget(subject: string): void {
    this.attempts.delete(subject);
  }
}
