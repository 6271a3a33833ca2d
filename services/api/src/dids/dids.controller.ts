import { createHash } from 'node:crypto';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access.decorators.ts';
import { publish } from '../platform/published.ts';
import { DidsService } from './dids.service.ts';

/** A key that was stolen must not be trusted for long after it was replaced. */
const MAX_AGE_SECONDS = 300;

@ApiTags('credentials')
@Controller('organisations')
export class DidsController {
  constructor(private readonly dids: DidsService) {}

  /** The DID document of an organisation, at the place where `did:web` looks for it, with every key it ever had. */
  @Get(':id/did.json')
  @Public()
  @ApiResponse({ status: 200, content: { 'application/did+ld+json': { schema: { type: 'object' } } } })
  @ApiResponse({ status: 304, description: 'The copy at hand is current.' })
  async serve(
    @Param('id', { schema: z.uuid() }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const document = await this.dids.document(id);
    const tag = createHash('sha256').update(JSON.stringify(document)).digest('hex');
    return publish(reply, { type: 'application/did+ld+json', seconds: MAX_AGE_SECONDS, tag, known }, document);
  }
}
