import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { LeafLotsModule } from '../leaf-lots/leaf-lots.module.ts';
import { ProductsModule } from '../products/products.module.ts';
import { SigningsModule } from '../signings/signings.module.ts';
import { BlendsController } from './blends.controller.ts';
import { BlendsService } from './blends.service.ts';
import { ConformityController } from './conformity.controller.ts';
import { ConformityService } from './conformity.service.ts';

@Module({
  imports: [CertificatesModule, LeafLotsModule, ProductsModule, SigningsModule],
  controllers: [BlendsController, ConformityController],
  providers: [BlendsService, ConformityService],
})
export class ConformityModule {}
