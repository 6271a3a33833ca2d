import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { ConformityService } from './conformity.service.ts';
import { ConformityList, MadeConformity, NewConformity } from './promise.schemas.ts';

@ApiTags('conformity')
@Controller()
export class ConformityController {
  constructor(private readonly conformity: ConformityService) {}

  /** Promises that a harvest conforms: its 承诺达标合格证. */
  @Post('harvests/:id/conformity')
  @Allow('conformity:create')
  @ApiResponse({ status: 201, standardSchema: MadeConformity })
  create(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: NewConformity }) body: NewConformity,
  ): Promise<MadeConformity> {
    return this.conformity.create(actor, id, body);
  }

  @Get('harvests/:id/conformity')
  @Allow('conformity:read')
  @ApiResponse({ status: 200, standardSchema: ConformityList })
  async ofHarvest(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
  ): Promise<ConformityList> {
    return { promises: await this.conformity.ofHarvest(actor, id) };
  }

  /** The newest 200 of the organisation; a regulator sees everybody's. */
  @Get('conformity')
  @Allow('conformity:read')
  @ApiResponse({ status: 200, standardSchema: ConformityList })
  async list(@CurrentActor() actor: Actor): Promise<ConformityList> {
    return { promises: await this.conformity.list(actor) };
  }
}
