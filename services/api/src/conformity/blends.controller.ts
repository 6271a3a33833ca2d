import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { BlendList, BlendView, NewBlend } from './blends.schemas.ts';
import { BlendsService } from './blends.service.ts';

@ApiTags('conformity')
@Controller('blends')
export class BlendsController {
  constructor(private readonly blends: BlendsService) {}

  @Post()
  @Allow('blends:create')
  @ApiResponse({ status: 201, standardSchema: BlendView })
  create(@CurrentActor() actor: Actor, @Body({ schema: NewBlend }) body: NewBlend): Promise<BlendView> {
    return this.blends.create(actor, body);
  }

  @Get()
  @Allow('blends:read')
  @ApiResponse({ status: 200, standardSchema: BlendList })
  async list(@CurrentActor() actor: Actor): Promise<{ blends: BlendView[] }> {
    return { blends: await this.blends.list(actor) };
  }
}
