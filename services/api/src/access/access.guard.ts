import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../platform/problems.ts';
import { SessionsService, SESSION_COOKIE } from '../sessions/sessions.service.ts';
import { ACCESS, type Access } from './access.decorators.ts';
import type { ActorRequest } from './actor.ts';
import { can } from './policy.ts';

/** Checks every route against the policy table; a route that names no access is refused to everybody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<Access | undefined>(ACCESS, context.getHandler());
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & ActorRequest>();
    const actor = await this.sessions.actorOf(request.cookies[SESSION_COOKIE]);
    if (actor === undefined) throw new Problem('not-signed-in');
    request.actor = actor;
    if (access === 'signed-in') return true;
    if (access === undefined || !can(actor.role, access))
      throw new Problem('not-allowed', `The role ${actor.role} may not do this.`);
    return true;
  }
}
