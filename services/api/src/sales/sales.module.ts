import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.ts';
import { SalesController } from './sales.controller.ts';
import { SalesService } from './sales.service.ts';

@Module({ imports: [ItemsModule], controllers: [SalesController], providers: [SalesService], exports: [SalesService] })
export class SalesModule {}
