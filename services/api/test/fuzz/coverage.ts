import type { Route } from './document.ts';

interface Refusals {
  times: number;
  /** What the answer said last. */
  detail: string;
}

/** Which routes took a request, and what the others said. */
export class Coverage {
  private readonly taken = new Set<string>();
  private readonly refusals = new Map<string, Map<number, Refusals>>();

  note({ name }: Route, status: number, detail: string): void {
    if (status < 400) this.taken.add(name);
    const ofRoute = this.refusals.get(name) ?? new Map<number, Refusals>();
    this.refusals.set(name, ofRoute);
    if (status >= 400) ofRoute.set(status, { times: (ofRoute.get(status)?.times ?? 0) + 1, detail });
  }

  hasTaken({ name }: Route): boolean {
    return this.taken.has(name);
  }

  /** One line a route, with how often it refused and why last. */
  reasons(routes: readonly Route[]): string[] {
    return routes.map(({ name }) => {
      const refusals = [...(this.refusals.get(name) ?? [])].sort(([, a], [, b]) => b.times - a.times);
      const reasons = refusals.map(([status, { times, detail }]) => `${times} x ${status} (${detail.slice(0, 160)})`);
      return `${name}: ${reasons.join('; ')}`;
    });
  }
}
