import { Module } from '@nestjs/common';
import { PlotsController } from './plots.controller.ts';
import { PlotsService } from './plots.service.ts';

@Module({ controllers: [PlotsController], providers: [PlotsService], exports: [PlotsService] })
export class PlotsModule {}
