import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { FingerprintsModule } from '../fingerprints/fingerprints.module.ts';
import { ItemsModule } from '../items/items.module.ts';
import { PhotosModule } from '../photos/photos.module.ts';
import { ProductsModule } from '../products/products.module.ts';
import { ReviewsModule } from '../reviews/reviews.module.ts';
import { SalesModule } from '../sales/sales.module.ts';
import { StatusListsModule } from '../status-lists/status-lists.module.ts';
import { EvidenceBundleService } from './evidence-bundle.service.ts';
import { PassportController } from './passport.controller.ts';
import { PassportService } from './passport.service.ts';
import { SealedDocumentsService } from './sealed-documents.service.ts';

@Module({
  imports: [
    CertificatesModule,
    FingerprintsModule,
    ItemsModule,
    PhotosModule,
    ProductsModule,
    ReviewsModule,
    SalesModule,
    StatusListsModule,
  ],
  controllers: [PassportController],
  providers: [EvidenceBundleService, PassportService, SealedDocumentsService],
  exports: [EvidenceBundleService],
})
export class PassportModule {}
