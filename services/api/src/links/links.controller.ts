import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { LinkList, LinkQuery, LinkView, NewLink } from './links.schemas.ts';
import { LinksService } from './links.service.ts';

@ApiTags('links')
@Controller('links')
export class LinksController {
  constructor(private readonly links: LinksService) {}

  /** Registers where an identifier of the own organisation leads; the resolver knows at once. */
  @Post()
  @Allow('links:manage')
  @ApiResponse({ status: 201, standardSchema: LinkView })
  register(@CurrentActor() actor: Actor, @Body({ schema: NewLink }) body: NewLink): Promise<LinkView> {
    return this.links.register(actor, body);
  }

  @Get()
  @Allow('links:manage')
  @ApiResponse({ status: 200, standardSchema: LinkList })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: LinkQuery }) query: LinkQuery,
  ): Promise<z.infer<typeof LinkList>> {
    return this.links.list(actor, query);
  }

  @Delete(':id')
  @Allow('links:manage')
  @HttpCode(204)
  remove(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.links.remove(actor, id);
  }
}
