import { Body, Controller, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewResidence, ResidenceList } from './residences.schemas.ts';
import { ResidencesService } from './residences.service.ts';

@ApiTags('residences')
@Controller('residences')
export class ResidencesController {
  constructor(private readonly residences: ResidencesService) {}

  @Post()
  @Allow('residences:create')
  @ApiResponse({ status: 201, standardSchema: ResidenceList })
  create(@CurrentActor() actor: Actor, @Body({ schema: NewResidence }) body: NewResidence): Promise<ResidenceList> {
    return this.residences.create(actor, body);
  }
}
