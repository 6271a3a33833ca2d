import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { AccreditationList, AccreditationView, NewAccreditation } from './accreditations.schemas.ts';
import { AccreditationsService } from './accreditations.service.ts';

@ApiTags('accreditations')
@Controller('accreditations')
export class AccreditationsController {
  constructor(private readonly accreditations: AccreditationsService) {}

  @Post()
  @Allow('accreditations:create')
  @ApiResponse({ status: 201, standardSchema: AccreditationView })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: NewAccreditation }) body: NewAccreditation,
  ): Promise<AccreditationView> {
    return this.accreditations.create(actor, body);
  }

  @Get()
  @Allow('accreditations:read')
  @ApiResponse({ status: 200, standardSchema: AccreditationList })
  async list(): Promise<{ accreditations: AccreditationView[] }> {
    return { accreditations: await this.accreditations.list() };
  }
}
