import { Module } from '@nestjs/common';
import { AccreditationChanges } from './accreditation-changes.ts';
import { AccreditationsController } from './accreditations.controller.ts';
import { AccreditationsService } from './accreditations.service.ts';
import { RegistryJournal } from './registry-journal.ts';

@Module({
  controllers: [AccreditationsController],
  providers: [AccreditationChanges, AccreditationsService, RegistryJournal],
  exports: [AccreditationChanges, AccreditationsService],
})
export class AccreditationsModule {}
