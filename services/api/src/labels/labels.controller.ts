import { Controller, Get, Header, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Public } from '../access/access.decorators.ts';
import { type Actor, CurrentActor } from '../access/actor.ts';
import { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { FileAnswer } from '../openapi/file-answer.ts';
import { CodeQuery, PictureQuery, SheetQuery, SvgQuery } from './labels.schemas.ts';
import { LabelsService } from './labels.service.ts';
import { qrPng, qrSvg } from './qr-code.ts';

const CACHED = 'public, max-age=86400';

@ApiTags('labels')
@Controller('labels')
export class LabelsController {
  constructor(
    private readonly items: ItemsService,
    private readonly labels: LabelsService,
  ) {}

  /** The QR code of any Digital Link of this platform: a lot, a unit, a place. */
  @Get('qr.svg')
  @Public()
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', CACHED)
  @FileAnswer('image/svg+xml')
  svgOf(@Query({ schema: SvgQuery }) { link }: SvgQuery): Promise<string> {
    return qrSvg(this.labels.content(link));
  }

  @Get('qr.png')
  @Public()
  @Header('cache-control', CACHED)
  @FileAnswer('image/png')
  async pngOf(@Query({ schema: CodeQuery }) { link, size }: CodeQuery): Promise<StreamableFile> {
    return new StreamableFile(await qrPng(this.labels.content(link), size), { type: 'image/png' });
  }

  /** Sheets of labels for the organisation's pieces or lots of a product; streamed, for any number of them. */
  @Get('sheets.pdf')
  @Allow('labels:print')
  @FileAnswer('application/pdf')
  @ApiResponse({ status: 404 })
  async sheet(@CurrentActor() actor: Actor, @Query({ schema: SheetQuery }) query: SheetQuery): Promise<StreamableFile> {
    const disposition = `attachment; filename="labels-${query.gtin}.pdf"`;
    return new StreamableFile(await this.labels.sheet(actor, query), { type: 'application/pdf', disposition });
  }

  /** The QR code of the wrapper: the Digital Link of the piece. */
  @Get(':gtin/:serial.svg')
  @Public()
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', CACHED)
  @FileAnswer('image/svg+xml')
  async svg(@Param({ schema: ItemKey }) key: ItemKey): Promise<string> {
    return qrSvg((await this.items.get(key)).digitalLink);
  }

  @Get(':gtin/:serial.png')
  @Public()
  @Header('cache-control', CACHED)
  @FileAnswer('image/png')
  async png(
    @Param({ schema: ItemKey }) key: ItemKey,
    @Query({ schema: PictureQuery }) { size }: PictureQuery,
  ): Promise<StreamableFile> {
    return new StreamableFile(await qrPng((await this.items.get(key)).digitalLink, size), { type: 'image/png' });
  }
}
