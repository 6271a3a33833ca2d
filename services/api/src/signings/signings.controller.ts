import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { SigningDocuments, SigningList, SigningProofs, SigningView } from './signings.schemas.ts';
import { SigningsService } from './signings.service.ts';

@ApiTags('device keys')
@Controller('signings')
export class SigningsController {
  constructor(private readonly signings: SigningsService) {}

  /** What waits for one's signature; the oldest 200. */
  @Get()
  @Allow('signings:sign')
  @ApiResponse({ status: 200, standardSchema: SigningList })
  async list(@CurrentActor() actor: Actor): Promise<SigningList> {
    return { signings: await this.signings.list(actor) };
  }

  /** The documents exactly as they are to be signed. Certificates that waited for long are dated anew. */
  @Post(':id/documents')
  @Allow('signings:sign')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: SigningDocuments })
  documents(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<SigningDocuments> {
    return this.signings.open(actor, id);
  }

  /** The phone's proofs over the documents; the certificates are issued. */
  @Post(':id/proofs')
  @Allow('signings:sign')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: SigningView })
  sign(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: SigningProofs }) { proofs }: SigningProofs,
  ): Promise<SigningView> {
    return this.signings.sign(actor, id, proofs);
  }

  /** For a phone that is lost: the organisation signs alone. */
  @Post(':id/release')
  @Allow('signings:sign')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: SigningView })
  release(@CurrentActor() actor: Actor, @Param('id', { schema: z.uuid() }) id: string): Promise<SigningView> {
    return this.signings.release(actor, id);
  }
}
