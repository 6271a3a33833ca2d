import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { GradingsModule } from '../gradings/gradings.module.ts';
import { ItemsModule } from '../items/items.module.ts';
import { SalesModule } from '../sales/sales.module.ts';
import { GraduationsController } from './graduations.controller.ts';
import { GraduationsService } from './graduations.service.ts';

@Module({
  imports: [CertificatesModule, GradingsModule, ItemsModule, SalesModule],
  controllers: [GraduationsController],
  providers: [GraduationsService],
  exports: [GraduationsService],
})
export class GraduationsModule {}
