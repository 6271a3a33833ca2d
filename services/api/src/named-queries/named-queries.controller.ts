import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { announceNext, Paging } from '../event-queries/paging.ts';
import { readQueryDocument } from '../event-queries/read-query.ts';
import { EpcisQueryDocument, queryResults } from '../event-queries/results.ts';
import { EventSearch } from '../event-queries/search.ts';
import { scopeOf } from '../event-queries/scope.ts';
import { NamedQueryParams, QueryDefinition, QueryList } from './named-queries.schemas.ts';
import { NamedQueriesService } from './named-queries.service.ts';

/** Queries an organisation has given names, and the events they find. */
@ApiTags('EPCIS queries')
@Controller('epcis/queries')
export class NamedQueriesController {
  constructor(
    private readonly queries: NamedQueriesService,
    private readonly search: EventSearch,
  ) {}

  @Post()
  @Allow('queries:manage')
  @ApiResponse({ status: 201, standardSchema: QueryDefinition })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: QueryDefinition }) body: QueryDefinition,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QueryDefinition> {
    const { name, query } = await this.queries.create(actor, body);
    void reply.header('Location', `/api/epcis/queries/${name}`);
    return { name, query };
  }

  @Get()
  @Allow('events:read')
  @ApiResponse({ status: 200, standardSchema: QueryList })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: Paging }) paging: Paging,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<QueryList> {
    const { queries, next } = await this.queries.list(actor, paging);
    announceNext(request, reply, next);
    return queries.map(({ name, query }) => ({ name, query }));
  }

  @Get(':queryName')
  @Allow('events:read')
  @ApiResponse({ status: 200, standardSchema: QueryDefinition })
  async get(
    @CurrentActor() actor: Actor,
    @Param({ schema: NamedQueryParams }) { queryName }: NamedQueryParams,
  ): Promise<QueryDefinition> {
    const { name, query } = await this.queries.get(actor, queryName);
    return { name, query };
  }

  /** The query and its subscriptions are gone. */
  @Delete(':queryName')
  @Allow('queries:manage')
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  remove(
    @CurrentActor() actor: Actor,
    @Param({ schema: NamedQueryParams }) { queryName }: NamedQueryParams,
  ): Promise<void> {
    return this.queries.remove(actor, queryName);
  }

  /** The events the query finds now. */
  @Get(':queryName/events')
  @Allow('events:read')
  @ApiResponse({ status: 200, standardSchema: EpcisQueryDocument })
  async events(
    @CurrentActor() actor: Actor,
    @Param({ schema: NamedQueryParams }) { queryName }: NamedQueryParams,
    @Query({ schema: Paging }) { perPage, nextPageToken: token }: Paging,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EpcisQueryDocument> {
    const { query } = await this.queries.get(actor, queryName);
    const { events, next } = await this.search.page(scopeOf(actor), readQueryDocument(query), { perPage, token });
    announceNext(request, reply, next);
    return queryResults(events, { queryName });
  }
}
