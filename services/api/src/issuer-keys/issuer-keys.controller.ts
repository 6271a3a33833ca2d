import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { IssuerKeyList, KeyRotation } from './issuer-keys.schemas.ts';
import { IssuerKeysService } from './issuer-keys.service.ts';

@ApiTags('organisations')
@Controller('organisations/:id/keys')
export class IssuerKeysController {
  constructor(private readonly keys: IssuerKeysService) {}

  /** Every key that the organisation has signed with, the current one first. */
  @Get()
  @Allow('organisations:read')
  @ApiResponse({ status: 200, standardSchema: IssuerKeyList })
  list(@Param('id', { schema: z.uuid() }) id: string): Promise<IssuerKeyList> {
    return this.keys.list(id);
  }

  /** Replaces the organisation's key. */
  @Post('rotate')
  @Allow('keys:rotate')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: IssuerKeyList })
  rotate(
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: KeyRotation }) body: KeyRotation,
  ): Promise<IssuerKeyList> {
    return this.keys.rotate(id, body);
  }
}
