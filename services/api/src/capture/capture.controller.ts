import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { EPCIS_PATH, MEDIA_TYPES } from '../epcis/protocol.ts';
import { announceNext, Paging } from '../event-queries/paging.ts';
import { scopeOf } from '../event-queries/scope.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import { Problem } from '../platform/problems.ts';
import { CaptureJobsService } from './capture-jobs.service.ts';
import { Behaviour, CaptureBody, CaptureJobList, type CaptureJobSummary, CaptureJobView } from './capture.schemas.ts';
import { CaptureService } from './capture.service.ts';

const BEHAVIOUR_HEADER = 'GS1-Capture-Error-Behaviour';

/** Capture of many events, and what became of them (EPCIS 2.0 section 12.6). */
@ApiTags('EPCIS capture')
@Controller('epcis/capture')
export class CaptureController {
  constructor(
    private readonly service: CaptureService,
    private readonly jobs: CaptureJobsService,
  ) {}

  /**
   * Records the events of a document. The answer comes when they are durable; the job named by `Location` tells what
   * became of each. To send the same events again is safe: an event is known by its hash.
   */
  @Post()
  @Allow('events:capture')
  @Direct()
  @HttpCode(202)
  @ApiConsumes(...MEDIA_TYPES)
  @ApiHeader({ name: BEHAVIOUR_HEADER, required: false, schema: { type: 'string', enum: Behaviour.options } })
  @ApiResponse({ status: 202, description: 'Recorded; Location names the capture job' })
  async capture(
    @CurrentActor() actor: Actor,
    @Headers(BEHAVIOUR_HEADER.toLowerCase()) header: string | undefined,
    @Body({ schema: CaptureBody }) body: z.infer<typeof CaptureBody>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const behaviour = Behaviour.default('rollback').safeParse(header);
    if (!behaviour.success)
      throw new Problem('invalid-input', `${BEHAVIOUR_HEADER} must be ${Behaviour.options.join(' or ')}.`);
    const { id } = await this.service.capture(actor, body, behaviour.data);
    void reply.header('location', `${EPCIS_PATH}/capture/${id}`).header(BEHAVIOUR_HEADER, behaviour.data);
  }

  /** Capture jobs, newest first. */
  @Get()
  @Allow('events:read')
  @ApiResponse({ status: 200, standardSchema: CaptureJobList })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: Paging }) paging: Paging,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CaptureJobSummary[]> {
    const { jobs, next } = await this.jobs.list(scopeOf(actor), paging);
    announceNext(request, reply, next);
    return jobs;
  }

  /** A capture job with the result of every event. */
  @Get(':captureID')
  @Allow('events:read')
  @ApiResponse({ status: 200, standardSchema: CaptureJobView })
  get(@CurrentActor() actor: Actor, @Param('captureID', { schema: z.uuid() }) id: string): Promise<CaptureJobView> {
    return this.jobs.get(scopeOf(actor), id);
  }
}
