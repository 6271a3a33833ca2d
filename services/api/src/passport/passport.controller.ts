import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '../access/access.decorators.ts';
import { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { FileAnswer } from '../openapi/file-answer.ts';
import { EvidenceBundleService } from './evidence-bundle.service.ts';
import { PassportView } from './passport.schemas.ts';
import { PassportService } from './passport.service.ts';

@ApiTags('passport')
@Controller('items/:gtin/:serial')
export class PassportController {
  constructor(
    private readonly items: ItemsService,
    private readonly passport: PassportService,
    private readonly bundles: EvidenceBundleService,
  ) {}

  @Get()
  @Public()
  @ApiResponse({ status: 200, standardSchema: PassportView })
  view(@Param({ schema: ItemKey }) key: ItemKey): Promise<PassportView> {
    return this.passport.view(key);
  }

  @Get('photo')
  @Public()
  @Header('cache-control', 'public, max-age=86400')
  @FileAnswer('image/webp')
  async photo(@Param({ schema: ItemKey }) key: ItemKey): Promise<StreamableFile> {
    return new StreamableFile(await this.passport.picture(key), { type: 'image/webp' });
  }

  /** Everything a verifier needs besides a chain to ask, as canonical JSON (RFC 8785). */
  @Get('bundle')
  @Public()
  @Header('cache-control', 'no-cache')
  @ApiResponse({ status: 200, content: { 'application/json': { schema: { type: 'object' } } } })
  async bundle(@Param({ schema: ItemKey }) key: ItemKey): Promise<StreamableFile> {
    const bytes = await this.bundles.of(await this.items.get(key));
    return new StreamableFile(bytes, {
      type: 'application/json',
      disposition: `inline; filename="${key.serial}.json"`,
    });
  }
}
