import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Problem } from '../platform/problems.ts';
import { type Action, can, type Role } from './policy.ts';

/** Who is asking; the first parameter of everything that acts for somebody. */
export interface Actor {
  readonly personId: string;
  readonly organisationId: string;
  readonly role: Role;
  /** What the token of a machine is limited to; a person in a session has no such limit. */
  readonly scopes?: readonly Action[];
}

/** Whether the role allows it, and the token too where there is one. */
export function may({ role, scopes }: Actor, action: Action): boolean {
  return can(role, action) && (scopes === undefined || scopes.includes(action));
}

export interface ActorRequest {
  actor?: Actor;
}

/** The signed-in person of the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<ActorRequest>();
  if (actor === undefined) throw new Problem('not-signed-in');
  return actor;
});
