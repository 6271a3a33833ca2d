import { Module } from '@nestjs/common';
import { ItemsModule } from '../items/items.module.ts';
import { PassportModule } from '../passport/passport.module.ts';
import { PhotosModule } from '../photos/photos.module.ts';
import { ChainDataService } from './chain-data.service.ts';
import { CitedPhotosService } from './cited-photos.service.ts';
import { EvidenceController } from './evidence.controller.ts';
import { EvidenceService } from './evidence.service.ts';
import { VerifierPage } from './verifier-page.ts';

@Module({
  imports: [ItemsModule, PassportModule, PhotosModule],
  controllers: [EvidenceController],
  providers: [ChainDataService, CitedPhotosService, EvidenceService, VerifierPage],
})
export class EvidenceModule {}
