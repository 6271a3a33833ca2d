import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.ts';
import { LabelsController } from './labels.controller.ts';

@Module({ imports: [ItemsModule], controllers: [LabelsController] })
export class LabelsModule {}
