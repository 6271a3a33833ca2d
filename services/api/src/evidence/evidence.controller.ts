import { Controller, Get, Headers, HttpStatus, Param, Res, StreamableFile } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/access.decorators.ts';
import { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { FileAnswer } from '../openapi/file-answer.ts';
import { EvidenceService } from './evidence.service.ts';

@ApiTags('passport')
@Controller('items/:gtin/:serial')
export class EvidenceController {
  constructor(
    private readonly items: ItemsService,
    private readonly evidence: EvidenceService,
  ) {}

  /**
   * Everything about a piece to take along: bundle, certificates, events, photographs, proofs, chain data, a page that
   * verifies them without this server, and what they prove in words. The same state gives the same bytes.
   */
  @Get('evidence.zip')
  @Public()
  @FileAnswer('application/zip')
  @ApiResponse({ status: 304 })
  async archive(
    @Param({ schema: ItemKey }) key: ItemKey,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    const archive = await this.evidence.of(await this.items.get(key));
    const tag = `"${archive.tag}"`;
    void reply.headers({ 'cache-control': 'no-cache', etag: tag });
    if (known?.includes(tag) === true) {
      void reply.status(HttpStatus.NOT_MODIFIED);
      return undefined;
    }
    const disposition = `attachment; filename="${key.gtin}-${key.serial}.fieldseal.zip"`;
    return new StreamableFile(archive.stream(), { type: 'application/zip', disposition });
  }
}
