import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { ReceiptsModule } from '../receipts/receipts.module.ts';
import { SensorsModule } from '../sensors/sensors.module.ts';
import { SigningsModule } from '../signings/signings.module.ts';
import { ResidencesController } from './residences.controller.ts';
import { ResidencesService } from './residences.service.ts';

@Module({
  imports: [CertificatesModule, ReceiptsModule, SensorsModule, SigningsModule],
  controllers: [ResidencesController],
  providers: [ResidencesService],
  exports: [ResidencesService],
})
export class ResidencesModule {}
