import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { HarvestList, HarvestView, NewHarvest } from './harvests.schemas.ts';
import { HarvestsService } from './harvests.service.ts';

@ApiTags('harvests')
@Controller('harvests')
export class HarvestsController {
  constructor(private readonly harvests: HarvestsService) {}

  @Post()
  @Allow('harvests:create')
  @ApiResponse({ status: 201, standardSchema: HarvestView })
  create(@CurrentActor() actor: Actor, @Body({ schema: NewHarvest }) body: NewHarvest): Promise<HarvestView> {
    return this.harvests.create(actor, body);
  }

  @Get()
  @Allow('harvests:read')
  @ApiResponse({ status: 200, standardSchema: HarvestList })
  async list(@CurrentActor() actor: Actor): Promise<{ harvests: HarvestView[] }> {
    return { harvests: await this.harvests.list(actor) };
  }
}
