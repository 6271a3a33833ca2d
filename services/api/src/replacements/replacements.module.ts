import { Module } from '@nestjs/common';
import { CertificatesModule } from '../certificates/certificates.module.ts';
import { ReplacementsController } from './replacements.controller.ts';
import { ReplacementsService } from './replacements.service.ts';

@Module({
  imports: [CertificatesModule],
  controllers: [ReplacementsController],
  providers: [ReplacementsService],
})
export class ReplacementsModule {}
