import { Module } from '@nestjs/common';
import { PhotosModule } from '../photos/photos.module.ts';
import { PlotsModule } from '../plots/plots.module.ts';
import { ProductsModule } from '../products/products.module.ts';
import { SigningsModule } from '../signings/signings.module.ts';
import { HarvestsController } from './harvests.controller.ts';
import { HarvestsService } from './harvests.service.ts';

@Module({
  imports: [PhotosModule, PlotsModule, ProductsModule, SigningsModule],
  controllers: [HarvestsController],
  providers: [HarvestsService],
})
export class HarvestsModule {}
