import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { Direct } from '../platform/idempotency.interceptor.ts';
import { NewToken, NewTokenView, TokenList, type TokenView } from './tokens.schemas.ts';
import { TokensService } from './tokens.service.ts';

/** For people only: no scope reaches these routes, so a token can neither make nor revoke one. */
@ApiTags('tokens')
@Controller('tokens')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  /** The answer is not kept for repeated requests: it holds the one copy of the token. */
  @Post()
  @Allow('tokens:manage')
  @Direct()
  @ApiResponse({ status: 201, standardSchema: NewTokenView })
  create(@CurrentActor() actor: Actor, @Body({ schema: NewToken }) body: NewToken): Promise<NewTokenView> {
    return this.tokens.create(actor, body);
  }

  @Get()
  @Allow('tokens:manage')
  @ApiResponse({ status: 200, standardSchema: TokenList })
  async list(@CurrentActor() actor: Actor): Promise<{ tokens: TokenView[] }> {
    return { tokens: await this.tokens.list(actor) };
  }

  @Delete(':id')
  @Allow('tokens:manage')
  @HttpCode(204)
  @ApiResponse({ status: 204 })
  revoke(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<void> {
    return this.tokens.revoke(actor, id);
  }
}
