import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/problems.ts';
import { ACCESS, type Access } from './access.decorators.ts';
import { type Actor, type ActorRequest, may } from './actor.ts';
import { ActorsService } from './actors.service.ts';

/** Checks every route against the policy table; a route that names no access is refused to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly actors: ActorsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & ActorRequest>();
    const actor = request.actor ?? (await this.actors.identify(request));
    if (!allows(actor, access)) throw new Problem('not-allowed', refusal(actor, access));
    return true;
  }
}

type Restricted = Exclude<Access, 'public'> | undefined;

function allows(actor: Actor, access: Restricted): boolean {
  if (access === 'signed-in') return actor.scopes === undefined;
  return access !== undefined && may(actor, access);
}

function refusal({ role, scopes }: Actor, access: Restricted): string {
  if (access === undefined) return 'Nobody may do this.';
  if (access === 'signed-in') return 'This takes a signed-in person; a token does not do.';
  if (scopes === undefined || scopes.includes(access)) return `The role ${role} may not do this.`;
  return `The token does not have the scope ${access}.`;
}
