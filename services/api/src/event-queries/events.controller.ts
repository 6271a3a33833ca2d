import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import type { EventQuery } from './conditions.ts';
import { AdHocQuery, EventParameters } from './events.schemas.ts';
import { PageTokens } from './page-token.ts';
import { announceNext, Paging } from './paging.ts';
import { readQueryDocument, readQueryString } from './read-query.ts';
import { EpcisQueryDocument, queryResults } from './results.ts';
import { scopeOf } from './scope.ts';
import { EventSearch } from './search.ts';

const Token = z.object({ token: z.string().max(4000) });

/** Events by query string and by query document. */
@ApiTags('EPCIS events')
@Controller('epcis')
export class EventQueriesController {
  constructor(
    private readonly search: EventSearch,
    private readonly tokens: PageTokens,
  ) {}

  /** Events that meet every parameter. */
  @Get('events')
  @Allow('events:read')
  @ApiHeader({
    name: 'GS1-Extensions',
    required: false,
    schema: { type: 'string', example: 'ex=https://example.org/' },
  })
  @ApiResponse({ status: 200, standardSchema: EpcisQueryDocument })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: Paging }) paging: Paging,
    @Query({ schema: EventParameters }) parameters: EventParameters,
    @Headers('gs1-extensions') extensions: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EpcisQueryDocument> {
    return this.answer(actor, readQueryString(parameters, extensions), paging, request, reply);
  }

  /** Events that a query document asks for; nothing is kept of it. Send it again with the token for the next page. */
  @Post('events/query')
  @Allow('events:read')
  @Direct()
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: EpcisQueryDocument })
  ask(
    @CurrentActor() actor: Actor,
    @Query({ schema: Paging }) paging: Paging,
    @Body({ schema: AdHocQuery }) { query }: AdHocQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EpcisQueryDocument> {
    return this.answer(actor, readQueryDocument(query), paging, request, reply);
  }

  /** The token is not needed any more, and works no more. */
  @Delete('nextPageToken/:token')
  @Allow('events:read')
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  async release(@Param({ schema: Token }) { token }: z.infer<typeof Token>): Promise<void> {
    await this.tokens.release(token);
  }

  private async answer(
    actor: Actor,
    query: EventQuery,
    { perPage, nextPageToken: token }: Paging,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<EpcisQueryDocument> {
    const { events, next } = await this.search.page(scopeOf(actor), query, { perPage, token });
    announceNext(request, reply, next);
    return queryResults(events);
  }
}
