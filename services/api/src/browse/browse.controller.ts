import { Controller, Get, Param, Query, Req, Res, type Type } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { announceNext, Paging } from '../event-queries/paging.ts';
import { EpcisQueryDocument, queryResults } from '../event-queries/results.ts';
import { EventSearch } from '../event-queries/search.ts';
import { scopeOf } from '../event-queries/scope.ts';
import { BROWSE_LISTS, type BrowseList, Collection, collection, Entry } from './browse.schemas.ts';
import { BrowseService } from './browse.service.ts';

/** The same three routes for every top-level resource. */
function browseController(list: BrowseList): Type<unknown> {
  @ApiTags('EPCIS resources')
  @Controller(`epcis/${list}`)
  class BrowseController {
    constructor(
      private readonly browse: BrowseService,
      private readonly search: EventSearch,
    ) {}

    /** What the events speak of, in the order of code points. */
    @Get()
    @Allow('events:read')
    @ApiResponse({ status: 200, standardSchema: Collection })
    async list(
      @CurrentActor() actor: Actor,
      @Query({ schema: Paging }) paging: Paging,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<Collection> {
      const { members, next } = await this.browse.list(scopeOf(actor), list, paging);
      announceNext(request, reply, next);
      return collection(members);
    }

    /** What lies below an entry: its events. */
    @Get(':value')
    @Allow('events:read')
    @ApiResponse({ status: 200, standardSchema: Collection })
    async entry(@CurrentActor() actor: Actor, @Param({ schema: Entry }) { value }: Entry): Promise<Collection> {
      await this.browse.requireEntry(scopeOf(actor), list, value);
      return collection(['events']);
    }

    /** The events that speak of an entry. */
    @Get(':value/events')
    @Allow('events:read')
    @ApiResponse({ status: 200, standardSchema: EpcisQueryDocument })
    async events(
      @CurrentActor() actor: Actor,
      @Param({ schema: Entry }) { value }: Entry,
      @Query({ schema: Paging }) { perPage, nextPageToken: token }: Paging,
      @Req() request: FastifyRequest,
      @Res({ passthrough: true }) reply: FastifyReply,
    ): Promise<EpcisQueryDocument> {
      const page = await this.search.page(scopeOf(actor), this.browse.query(list, value), { perPage, token });
      announceNext(request, reply, page.next);
      return queryResults(page.events);
    }
  }
  Object.defineProperty(BrowseController, 'name', { value: `${list}Controller` });
  return BrowseController;
}

export const BROWSE_CONTROLLERS = BROWSE_LISTS.map(browseController);
