import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.ts';
import { PhotosModule } from '../photos/photos.module.ts';
import { FingerprintsController } from './fingerprints.controller.ts';
import { FingerprintsService } from './fingerprints.service.ts';

@Module({
  imports: [ItemsModule, PhotosModule],
  controllers: [FingerprintsController],
  providers: [FingerprintsService],
  exports: [FingerprintsService],
})
export class FingerprintsModule {}
