import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import { toString as qrCode } from 'qrcode';
import { Public } from '../access/access.decorators.ts';
import { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';

@ApiTags('labels')
@Controller('labels')
export class LabelsController {
  constructor(private readonly items: ItemsService) {}

  /** The QR code of the wrapper: the Digital Link of the piece (GS1 General Specifications, QR Code, level M). */
  @Get(':gtin/:serial.svg')
  @Public()
  @Header('content-type', 'image/svg+xml')
  @Header('cache-control', 'public, max-age=86400')
  @ApiProduces('image/svg+xml')
  async label(@Param({ schema: ItemKey }) key: ItemKey): Promise<string> {
    const { digitalLink } = await this.items.get(key);
    return qrCode(digitalLink, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  }
}
