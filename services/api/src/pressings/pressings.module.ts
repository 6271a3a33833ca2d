import { Module } from '@nestjs/common';
import { LeafLotsModule } from '../leaf-lots/leaf-lots.module.ts';
import { ProductsModule } from '../products/products.module.ts';
import { PressingsController } from './pressings.controller.ts';
import { PressingsService } from './pressings.service.ts';

@Module({
  imports: [LeafLotsModule, ProductsModule],
  controllers: [PressingsController],
  providers: [PressingsService],
})
export class PressingsModule {}
