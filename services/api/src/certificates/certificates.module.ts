import { Module } from '@nestjs/common';
import { AccreditationsModule } from '../accreditations/accreditations.module.ts';
import { DidsModule } from '../dids/dids.module.ts';
import { StatusListsModule } from '../status-lists/status-lists.module.ts';
import { CertificatesController } from './certificates.controller.ts';
import { CertificatesService } from './certificates.service.ts';
import { WithdrawalsService } from './withdrawals.service.ts';

@Module({
  imports: [AccreditationsModule, DidsModule, StatusListsModule],
  controllers: [CertificatesController],
  providers: [CertificatesService, WithdrawalsService],
  exports: [CertificatesService, WithdrawalsService],
})
export class CertificatesModule {}
