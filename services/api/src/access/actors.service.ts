import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { fastifyCookie } from '@fastify/cookie';
import { SESSION_COOKIE, SessionsService } from '../sessions/sessions.service.ts';
import { TokensService } from '../tokens/tokens.service.ts';
import { Problem } from '../platform/problems.ts';
import type { Actor, ActorRequest } from './actor.ts';

/** RFC 6750 section 2.1. */
const BEARER = /^bearer +([\w.~+/-]{1,200}=*) *$/i;

@Injectable()
export class ActorsService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly tokens: TokensService,
  ) {}

  /** Notes on the request who is asking. @throws Problem not-signed-in */
  async identify(request: Pick<IncomingMessage, 'headers'> & ActorRequest): Promise<Actor> {
    const actor = await this.actorOf(request);
    if (actor === undefined) throw new Problem('not-signed-in');
    request.actor = actor;
    return actor;
  }

  /**
   * Who is asking, by the token of a machine or else by the cookie of a session.
   * A request that carries a bearer token is never judged by its cookie, so a token that ended cannot pass unnoticed.
   */
  async actorOf({ headers }: Pick<IncomingMessage, 'headers'>): Promise<Actor | undefined> {
    const { authorization, cookie } = headers;
    if (authorization !== undefined && /^bearer\b/i.test(authorization)) {
      const [, token] = BEARER.exec(authorization) ?? [];
      return token === undefined ? undefined : this.tokens.actorOf(token);
    }
    return cookie === undefined ? undefined : this.sessions.actorOf(fastifyCookie.parse(cookie)[SESSION_COOKIE]);
  }
}
