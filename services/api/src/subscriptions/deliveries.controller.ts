import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { DeliveriesService } from './deliveries.service.ts';
import { QueryName } from './subscriptions.controller.ts';
import { DeliveryLog, DeliveryPage, DeliveryView } from './subscriptions.schemas.ts';

/** What was sent for a subscription, message by message. */
@ApiTags('EPCIS subscriptions')
@Controller('epcis/queries/:queryName/subscriptions/:subscriptionID/deliveries')
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Get()
  @Allow('subscriptions:read')
  @ApiResponse({ status: 200, standardSchema: DeliveryLog })
  list(
    @CurrentActor() actor: Actor,
    @Param('queryName', { schema: QueryName }) queryName: string,
    @Param('subscriptionID', { schema: z.uuid() }) subscriptionID: string,
    @Query({ schema: DeliveryPage }) page: DeliveryPage,
  ): Promise<DeliveryLog> {
    return this.deliveries.list(actor, queryName, subscriptionID, page);
  }

  /** Sends the message again under the same webhook-id; a paused or disabled subscription goes on. */
  @Post(':deliveryID/replay')
  @Allow('subscriptions:write')
  @HttpCode(202)
  @ApiResponse({ status: 202, standardSchema: DeliveryView })
  replay(
    @CurrentActor() actor: Actor,
    @Param('queryName', { schema: QueryName }) queryName: string,
    @Param('subscriptionID', { schema: z.uuid() }) subscriptionID: string,
    @Param('deliveryID', { schema: z.uuid() }) deliveryID: string,
  ): Promise<DeliveryView> {
    return this.deliveries.replay(actor, queryName, subscriptionID, deliveryID);
  }
}
