import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { NewPolicy, PolicyList, PolicyView } from './policies.schemas.ts';
import { PoliciesService } from './policies.service.ts';

@ApiTags('cover')
@Controller('cover/policies')
export class PoliciesController {
  constructor(private readonly policies: PoliciesService) {}

  @Post()
  @Allow('cover:buy')
  @ApiResponse({ status: 201, standardSchema: PolicyView })
  create(@CurrentActor() actor: Actor, @Body({ schema: NewPolicy }) body: NewPolicy): Promise<PolicyView> {
    return this.policies.create(actor, body);
  }

  /** Own policies, the newest 200. */
  @Get()
  @Allow('cover:buy')
  @ApiResponse({ status: 200, standardSchema: PolicyList })
  async list(@CurrentActor() actor: Actor): Promise<{ policies: PolicyView[] }> {
    return { policies: await this.policies.list(actor) };
  }
}
