import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { PhotosModule } from '../photos/photos.module.ts';
import { PlotsModule } from '../plots/plots.module.ts';
import { ProductsModule } from '../products/products.module.ts';
import { HarvestsController } from './harvests.controller.ts';
import { HarvestsService } from './harvests.service.ts';

@Module({
  imports: [CertificatesModule, PhotosModule, PlotsModule, ProductsModule],
  controllers: [HarvestsController],
  providers: [HarvestsService],
})
export class HarvestsModule {}
