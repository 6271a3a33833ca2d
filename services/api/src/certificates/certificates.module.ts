import { Module } from '@nestjs/common';
import { AccreditationsModule } from '../accreditations/accreditations.module.ts';
import { CertificatesController } from './certificates.controller.ts';
import { CertificatesService } from './certificates.service.ts';

@Module({
  imports: [AccreditationsModule],
  controllers: [CertificatesController],
  providers: [CertificatesService],
  exports: [CertificatesService],
})
export class CertificatesModule {}
