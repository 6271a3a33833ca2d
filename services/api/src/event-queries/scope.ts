import type { Actor } from '../access/actor.ts';

/** Whose events may be seen: one organisation's, or everybody's where it is null. */
export interface Scope {
  readonly organisationId: string | null;
}

/** The regulator and the administrator see every organisation's events, everybody else their own organisation's. */
export function scopeOf({ role, organisationId }: Actor): Scope {
  return { organisationId: role === 'regulator' || role === 'administrator' ? null : organisationId };
}
