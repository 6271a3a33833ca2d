import { Controller, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { ItemKey } from '../items/item-key.ts';
import { GraduationsService } from './graduations.service.ts';

const GraduationView = z.object({ certificateId: z.uuid(), digest: z.string() });

@ApiTags('graduations')
@Controller('items/:gtin/:serial/graduation')
export class GraduationsController {
  constructor(private readonly graduations: GraduationsService) {}

  @Post()
  @Allow('graduations:create')
  @ApiResponse({ status: 201, standardSchema: GraduationView })
  async create(
    @CurrentActor() actor: Actor,
    @Param({ schema: ItemKey }) key: ItemKey,
  ): Promise<z.infer<typeof GraduationView>> {
    const { id, digest } = await this.graduations.create(actor, key);
    return { certificateId: id, digest: digest?.toString('hex') ?? '' };
  }
}
