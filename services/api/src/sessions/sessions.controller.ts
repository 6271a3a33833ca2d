import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, SignedIn } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { CONFIG, type Config } from '../config.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import { Credentials, SessionView } from './sessions.schemas.ts';
import { SESSION_COOKIE, SESSION_DAYS, SessionsService } from './sessions.service.ts';

@ApiTags('session')
@Controller('session')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Public()
  @Direct()
  @ApiResponse({ status: 201, standardSchema: SessionView })
  @ApiResponse({ status: 401 })
  async open(
    @Req() request: FastifyRequest,
    @Body({ schema: Credentials }) body: Credentials,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const { token, view } = await this.sessions.open(body, request.ip);
    void reply.setCookie(SESSION_COOKIE, token, {
      path: '/',
      httpOnly: true,
      sameSite: 'strict',
      secure: this.config.publicUrl.startsWith('https:'),
      maxAge: SESSION_DAYS * 86_400,
    });
    return view;
  }

  @Get()
  @SignedIn()
  @ApiResponse({ status: 200, standardSchema: SessionView })
  current(@CurrentActor() actor: Actor): Promise<SessionView> {
    return this.sessions.describe(actor);
  }

  @Delete()
  @SignedIn()
  @HttpCode(204)
  async close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.sessions.close(request.cookies[SESSION_COOKIE]);
    void reply.clearCookie(SESSION_COOKIE, { path: '/' });
  }
}
