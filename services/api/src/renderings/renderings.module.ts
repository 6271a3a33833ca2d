import { Module } from '@nestjs/common';
import { PassportModule } from '../passport/passport.module.ts';
import { PrintsService } from './prints.service.ts';
import { RenderingsController } from './renderings.controller.ts';
import { SheetSource } from './sheet-source.service.ts';
import { SheetsService } from './sheets.service.ts';

@Module({
  imports: [PassportModule],
  controllers: [RenderingsController],
  providers: [PrintsService, SheetSource, SheetsService],
})
export class RenderingsModule {}
