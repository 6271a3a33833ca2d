import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Get,
  Header,
  Headers,
  HttpCode,
  type MessageEvent,
  Param,
  Post,
  Query,
  Req,
  Res,
  Sse,
  StreamableFile,
} from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { z } from 'zod';
import { Allow } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { announceNext } from '../event-queries/paging.ts';
import { FileAnswer } from '../openapi/file-answer.ts';
import { Direct, MAX_KEY_LENGTH } from '../platform/idempotency.interceptor.ts';
import { Problem } from '../platform/problems.ts';
import { BatchFeed } from './batch-feed.ts';
import { BatchLabelsService } from './batch-labels.service.ts';
import { BatchResultsService } from './batch-results.service.ts';
import {
  BatchLabelQuery,
  BatchList,
  BatchView,
  Confirmation,
  MOST_ROWS,
  NewBatch,
  RowList,
  RowQuery,
  type RowView,
  TemplateQuery,
} from './batches.schemas.ts';
import { BatchesService } from './batches.service.ts';
import { template } from './files/template.ts';
import { Kinds } from './kinds/kinds.ts';
import { UPLOAD_TYPES } from './upload.ts';

const Id = z.uuid();

/** For the description: rows of birth certificates. */
const EXAMPLE_ROWS = [
  { plot: '东坡', gtin: '06901234567892', quantityKg: 12.5, harvestedAt: '2026-04-05T08:30:00+08:00' },
];

@ApiTags('batches')
@Controller('batches')
export class BatchesController {
  constructor(
    private readonly batches: BatchesService,
    private readonly results: BatchResultsService,
    private readonly labels: BatchLabelsService,
    private readonly feed: BatchFeed,
    private readonly kinds: Kinds,
  ) {}

  /**
   * Takes a table of up to 10,000 rows: CSV (RFC 4180) with headings, newline-delimited JSON, or a JSON array. Its rows
   * are checked and certified in the background; `Location` names the batch. A row that was certified before is not
   * certified again, whichever file it comes in.
   */
  @Post()
  @Allow('batches:create')
  @Direct()
  @HttpCode(202)
  @ApiConsumes(...UPLOAD_TYPES)
  @ApiBody({ schema: { type: 'array', maxItems: MOST_ROWS, items: { type: 'object' }, example: EXAMPLE_ROWS } })
  @ApiResponse({ status: 202, standardSchema: BatchView })
  @ApiResponse({ status: 413 })
  @ApiResponse({ status: 422 })
  async create(
    @CurrentActor() actor: Actor,
    @Query({ schema: NewBatch }) input: NewBatch,
    @Headers('idempotency-key') key: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchView> {
    if (key !== undefined && (key.length === 0 || key.length > MAX_KEY_LENGTH))
      throw new Problem('invalid-input', `Idempotency-Key must have 1 to ${MAX_KEY_LENGTH} characters.`);
    const contentType = request.headers['content-type'] ?? '';
    const sending = { contentType, idempotencyKey: key };
    const { batch, isReplayed } = await this.batches.create(actor, input, request.body, sending);
    void reply.header('location', `/api/batches/${batch.id}`);
    if (isReplayed) void reply.header('idempotency-replayed', 'true');
    return batch;
  }

  /** The newest 100. */
  @Get()
  @Allow('batches:create')
  @ApiResponse({ status: 200, standardSchema: BatchList })
  async list(@CurrentActor() actor: Actor): Promise<BatchList> {
    return { batches: await this.batches.list(actor) };
  }

  /** A file to fill in. */
  @Get('template.csv')
  @Allow('batches:create')
  @Header('content-type', 'text/csv; charset=utf-8; header=present')
  @FileAnswer('text/csv')
  template(@Query({ schema: TemplateQuery }) { kind, language }: TemplateQuery): string {
    return template(this.kinds.get(kind).columns, language);
  }

  @Get(':id')
  @Allow('batches:create')
  @ApiResponse({ status: 200, standardSchema: BatchView })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<BatchView> {
    return this.batches.view(actor, id);
  }

  /** Has a checked batch issued. */
  @Post(':id/confirm')
  @Allow('batches:create')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: BatchView })
  confirm(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: Confirmation }) body: Confirmation,
  ): Promise<BatchView> {
    return this.batches.confirm(actor, id, body);
  }

  /** Stops a batch. Rows that are issued stay issued. */
  @Post(':id/cancel')
  @Allow('batches:create')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: BatchView })
  cancel(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<BatchView> {
    return this.batches.cancel(actor, id);
  }

  /** Server-sent events `batch`, each with the whole state, until the batch is finished; resumed by `Last-Event-ID`. */
  @Sse(':id/events')
  @Allow('batches:create')
  @ApiResponse({ status: 200, content: { 'text/event-stream': { schema: { type: 'string' } } } })
  @ApiResponse({ status: 429 })
  watch(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<Observable<MessageEvent>> {
    return this.feed.watch(actor, id, lastEventId);
  }

  /** What became of each row, in the order of the file. */
  @Get(':id/rows')
  @Allow('batches:create')
  @ApiResponse({ status: 200, standardSchema: RowList })
  async rows(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: RowQuery }) query: RowQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ rows: RowView[] }> {
    const { rows, next } = await this.results.page(actor, id, query);
    announceNext(request, reply, next);
    return { rows };
  }

  /** The same as CSV: a line for each certificate and each fault. */
  @Get(':id/results.csv')
  @Allow('batches:create')
  @FileAnswer('text/csv')
  async csv(@CurrentActor() actor: Actor, @Param('id', { schema: Id }) id: string): Promise<StreamableFile> {
    const lines = Readable.from(await this.results.csv(actor, id), { objectMode: false });
    const disposition = `attachment; filename="batch-${id}.csv"`;
    return new StreamableFile(lines, { type: 'text/csv; charset=utf-8; header=present', disposition });
  }

  /** Sheets of codes for the lots or pieces that were certified. */
  @Get(':id/labels.pdf')
  @Allow('labels:print')
  @FileAnswer('application/pdf')
  @ApiResponse({ status: 409 })
  async sheet(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: BatchLabelQuery }) query: BatchLabelQuery,
  ): Promise<StreamableFile> {
    const disposition = `attachment; filename="batch-${id}.pdf"`;
    return new StreamableFile(await this.labels.sheet(actor, id, query), { type: 'application/pdf', disposition });
  }
}
