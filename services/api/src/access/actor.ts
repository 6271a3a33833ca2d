import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Problem } from '../platform/problems.ts';
import type { Role } from './policy.ts';

/** Who is asking; the first parameter of everything that acts for somebody. */
export interface Actor {
  readonly personId: string;
  readonly organisationId: string;
  readonly role: Role;
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
