import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { announceNext, Paging } from '../event-queries/paging.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import { isPlainText } from '../platform/schemas.ts';
import { NewSubscription, NewSubscriptionView, SubscriptionList, SubscriptionView } from './subscriptions.schemas.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

export const QueryName = z.string().min(1).max(200).refine(isPlainText, 'not a printable name');

/** Subscriptions of a named query by webhook (EPCIS 2.0 section 12); those by WebSocket are made at its `events`. */
@ApiTags('EPCIS subscriptions')
@Controller('epcis/queries/:queryName/subscriptions')
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  /** The answer is not kept for repeated requests: it may hold the one readable copy of the signature token. */
  @Post()
  @Allow('subscriptions:write')
  @Direct()
  @ApiResponse({ status: 201, standardSchema: NewSubscriptionView })
  async create(
    @CurrentActor() actor: Actor,
    @Param('queryName', { schema: QueryName }) queryName: string,
    @Body({ schema: NewSubscription }) body: NewSubscription,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NewSubscriptionView> {
    const created = await this.subscriptions.create(actor, queryName, body);
    const query = encodeURIComponent(queryName);
    void reply.header('location', `/api/epcis/queries/${query}/subscriptions/${created.subscriptionID}`);
    return created;
  }

  /** Oldest first. */
  @Get()
  @Allow('subscriptions:read')
  @ApiResponse({ status: 200, standardSchema: SubscriptionList })
  async list(
    @CurrentActor() actor: Actor,
    @Param('queryName', { schema: QueryName }) queryName: string,
    @Query({ schema: Paging }) paging: Paging,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SubscriptionView[]> {
    const { subscriptions, next } = await this.subscriptions.list(actor, queryName, paging);
    announceNext(request, reply, next);
    return subscriptions;
  }

  @Get(':subscriptionID')
  @Allow('subscriptions:read')
  @ApiResponse({ status: 200, standardSchema: SubscriptionView })
  get(
    @CurrentActor() actor: Actor,
    @Param('queryName', { schema: QueryName }) queryName: string,
    @Param('subscriptionID', { schema: z.uuid() }) id: string,
  ): Promise<SubscriptionView> {
    return this.subscriptions.get(actor, queryName, id);
  }

  @Delete(':subscriptionID')
  @Allow('subscriptions:write')
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  delete(
    @CurrentActor() actor: Actor,
    @Param('queryName', { schema: QueryName }) queryName: string,
    @Param('subscriptionID', { schema: z.uuid() }) id: string,
  ): Promise<void> {
    return this.subscriptions.delete(actor, queryName, id);
  }
}
