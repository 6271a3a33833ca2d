import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { EPCIS_PATH, MEDIA_TYPES } from '../epcis/protocol.ts';
import { EpcisQueryDocument } from '../event-queries/results.ts';
import { scopeOf } from '../event-queries/scope.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import { EventBody, EventID } from './capture.schemas.ts';
import { CaptureService } from './capture.service.ts';
import { RecordedEventsService } from './recorded-events.service.ts';

/** Events one at a time (EPCIS 2.0 section 12.5). */
@ApiTags('EPCIS events')
@Controller('epcis/events')
export class SingleEventsController {
  constructor(
    private readonly captures: CaptureService,
    private readonly recorded: RecordedEventsService,
  ) {}

  /** Records one event; 409 when it is recorded already. */
  @Post()
  @Allow('events:capture')
  @Direct()
  @HttpCode(201)
  @ApiConsumes(...MEDIA_TYPES)
  @ApiResponse({ status: 201, description: 'Recorded; Location names the event' })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: EventBody }) body: z.infer<typeof EventBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const id = await this.captures.captureOne(actor, body);
    void reply.header('location', `${EPCIS_PATH}/events/${encodeURIComponent(id)}`);
  }

  /** The event with this id (its own, or its hash), and the declarations that it was an error. */
  @Get(':eventID')
  @Allow('events:read')
  @ApiResponse({ status: 200, standardSchema: EpcisQueryDocument })
  get(
    @CurrentActor() actor: Actor,
    @Param('eventID', { schema: EventID }) eventId: string,
  ): Promise<EpcisQueryDocument> {
    return this.recorded.get(scopeOf(actor), eventId);
  }
}
