import { Module } from '@nestjs/common';
import { ProductsModule } from '../products/products.module.ts';
import { PressingsController } from './pressings.controller.ts';
import { PressingsService } from './pressings.service.ts';

@Module({ imports: [ProductsModule], controllers: [PressingsController], providers: [PressingsService] })
export class PressingsModule {}
