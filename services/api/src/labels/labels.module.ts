import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.ts';
import { LabelSource } from './label-source.service.ts';
import { LabelsController } from './labels.controller.ts';
import { LabelsService } from './labels.service.ts';

@Module({
  imports: [ItemsModule],
  controllers: [LabelsController],
  providers: [LabelSource, LabelsService],
  exports: [LabelsService],
})
export class LabelsModule {}
