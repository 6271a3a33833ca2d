import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { ItemKey } from '../items/item-key.ts';
import { GradingView, NewGrading } from './gradings.schemas.ts';
import { GradingsService } from './gradings.service.ts';

@ApiTags('gradings')
@Controller('items/:gtin/:serial/gradings')
export class GradingsController {
  constructor(private readonly gradings: GradingsService) {}

  @Post()
  @Allow('gradings:create')
  @ApiResponse({ status: 201, standardSchema: GradingView })
  async create(
    @CurrentActor() actor: Actor,
    @Param({ schema: ItemKey }) key: ItemKey,
    @Body({ schema: NewGrading }) body: NewGrading,
  ): Promise<GradingView> {
    const { id, eventHash } = await this.gradings.create(actor, key, body);
    return { id, eventHash };
  }
}
