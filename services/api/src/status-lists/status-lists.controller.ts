import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access.decorators.ts';
import { publish } from '../platform/published.ts';
import { found } from '../platform/problems.ts';
import { StatusListsService } from './status-lists.service.ts';
import { TTL_MS } from './status-signer.service.ts';

@ApiTags('credentials')
@Controller('status')
export class StatusListsController {
  constructor(private readonly lists: StatusListsService) {}

  /** A status list as a signed credential (W3C Bitstring Status List 1.0), at the address that certificates name. */
  @Get(':id')
  @Public()
  @ApiResponse({ status: 200, content: { 'application/vc': { schema: { type: 'object' } } } })
  @ApiResponse({ status: 304, description: 'The copy at hand is current.' })
  async serve(
    @Param('id', { schema: z.uuid() }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { document, digest } = found(await this.lists.find(id), `Status list ${id}`);
    const tag = digest.toString('hex');
    return publish(reply, { type: 'application/vc', seconds: TTL_MS / 1000, tag, known }, document);
  }
}
