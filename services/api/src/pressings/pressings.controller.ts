import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewPressing, PressingList, PressingView } from './pressings.schemas.ts';
import { PressingsService } from './pressings.service.ts';

@ApiTags('pressings')
@Controller('pressings')
export class PressingsController {
  constructor(private readonly pressings: PressingsService) {}

  @Post()
  @Allow('pressings:create')
  @ApiResponse({ status: 201, standardSchema: PressingView })
  create(@CurrentActor() actor: Actor, @Body({ schema: NewPressing }) body: NewPressing): Promise<PressingView> {
    return this.pressings.create(actor, body);
  }

  @Get()
  @Allow('pressings:read')
  @ApiResponse({ status: 200, standardSchema: PressingList })
  async list(@CurrentActor() actor: Actor): Promise<{ pressings: PressingView[] }> {
    return { pressings: await this.pressings.list(actor) };
  }
}
