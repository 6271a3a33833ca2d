import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { NewOrganisation, OrganisationList, OrganisationView } from './organisations.schemas.ts';
import { OrganisationsService, viewOf } from './organisations.service.ts';

@ApiTags('organisations')
@Controller('organisations')
export class OrganisationsController {
  constructor(private readonly organisations: OrganisationsService) {}

  @Post()
  @Allow('organisations:create')
  @ApiResponse({ status: 201, standardSchema: OrganisationView })
  async create(@Body({ schema: NewOrganisation }) body: NewOrganisation): Promise<OrganisationView> {
    return viewOf(await this.organisations.create(body));
  }

  @Get()
  @Allow('organisations:read')
  @ApiResponse({ status: 200, standardSchema: OrganisationList })
  async list(): Promise<{ organisations: OrganisationView[] }> {
    return { organisations: (await this.organisations.list()).map(viewOf) };
  }
}
