import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewRefusal, RefusalList, RefusalView } from './refusals.schemas.ts';
import { RefusalsService } from './refusals.service.ts';

@ApiTags('device keys')
@Controller('signings')
export class RefusalsController {
  constructor(private readonly refusals: RefusalsService) {}

  /** What people of the organisation would not sign; the newest 200. */
  @Get('refusals')
  @Allow('signings:sign')
  @ApiResponse({ status: 200, standardSchema: RefusalList })
  async list(@CurrentActor() actor: Actor): Promise<RefusalList> {
    return { refusals: await this.refusals.list(actor) };
  }

  /** One will not sign this: what was recorded is deleted, and can be recorded anew. */
  @Post(':id/refuse')
  @Allow('signings:sign')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: RefusalView })
  refuse(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewRefusal }) body: NewRefusal,
  ): Promise<RefusalView> {
    return this.refusals.refuse(actor, id, body);
  }
}
