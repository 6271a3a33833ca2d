import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { FingerprintsModule } from '../fingerprints/fingerprints.module.ts';
import { ItemsModule } from '../items/items.module.ts';
import { LeafLotsModule } from '../leaf-lots/leaf-lots.module.ts';
import { ProductsModule } from '../products/products.module.ts';
import { IdentitiesController } from './identities.controller.ts';
import { IdentitiesService } from './identities.service.ts';

@Module({
  imports: [CertificatesModule, FingerprintsModule, ItemsModule, LeafLotsModule, ProductsModule],
  controllers: [IdentitiesController],
  providers: [IdentitiesService],
})
export class IdentitiesModule {}
