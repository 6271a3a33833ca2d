import { createHash } from 'node:crypto';
import { Controller, Get, Header, Headers, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { canonicalBytes } from '@fieldseal/provenance';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/access.decorators.ts';
import { FileAnswer } from '../openapi/file-answer.ts';
import { EvidenceBundleService } from '../passport/evidence-bundle.service.ts';
import { publish, publishFile } from '../platform/published.ts';
import { PrintsService } from './prints.service.ts';
import { CertificateSheet, EvidenceKey, PrintQuery } from './renderings.schemas.ts';
import { SheetsService } from './sheets.service.ts';

/** A withdrawal shows after so long at most. */
const SECONDS = 60;
/** Signed events never change. */
const EVENT_SECONDS = 86_400;
const NOT_MODIFIED = { status: 304, description: 'The copy at hand is current.' };

/** Certificates for people: the page's content, the print, and the evidence by which a browser verifies them itself. */
@ApiTags('certificates')
@Controller('certificates')
export class RenderingsController {
  constructor(
    private readonly sheets: SheetsService,
    private readonly prints: PrintsService,
    private readonly bundles: EvidenceBundleService,
  ) {}

  @Get(':id/sheet')
  @Public()
  @ApiResponse({ status: 200, standardSchema: CertificateSheet })
  @ApiResponse(NOT_MODIFIED)
  async sheet(
    @Param('id', { schema: z.uuid() }) id: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const sheet = await this.sheets.of(id);
    const tag = createHash('sha256').update(canonicalBytes(sheet)).digest('hex');
    return publish(reply, { type: 'application/json', seconds: SECONDS, tag, known }, sheet);
  }

  /** The print on A4: the same state of the certificate gives the same bytes. */
  @Get(':id.pdf')
  @Public()
  @FileAnswer('application/pdf')
  @ApiResponse(NOT_MODIFIED)
  async pdf(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: PrintQuery }) { lang }: PrintQuery,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | string> {
    const sheet = await this.sheets.of(id);
    const tag = this.prints.tag(sheet, lang);
    const publication = { type: 'application/pdf', seconds: SECONDS, tag, known };
    return publishFile(reply, publication, `${id}.${lang}.pdf`, () => this.prints.pdf(sheet, lang));
  }

  /** The evidence of this certificate and of all that it builds on, as canonical JSON (RFC 8785). */
  @Get(':id/bundle')
  @Public()
  @Header('cache-control', 'no-cache')
  @ApiResponse({ status: 200, content: { 'application/json': { schema: { type: 'object' } } } })
  async bundle(@Param('id', { schema: z.uuid() }) id: string): Promise<StreamableFile> {
    const stored = await this.sheets.issued(id);
    const bytes = await this.bundles.about(stored.subject, [stored]);
    return new StreamableFile(bytes, { type: 'application/json', disposition: `inline; filename="${id}.json"` });
  }

  /** An event that the certificate rests on, signed, as it is sealed. */
  @Get(':id/events/:hash')
  @Public()
  @ApiResponse({ status: 200, content: { 'application/json': { schema: { type: 'object' } } } })
  @ApiResponse(NOT_MODIFIED)
  async event(
    @Param({ schema: EvidenceKey }) key: EvidenceKey,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { document, digest } = await this.sheets.event(key);
    const publication = { type: 'application/json', seconds: EVENT_SECONDS, tag: digest.toString('hex'), known };
    return publish(reply, publication, document);
  }
}
