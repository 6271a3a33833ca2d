import { Module } from '@nestjs/common';
import { DidsModule } from '../dids/dids.module.ts';
import { StatusListsModule } from '../status-lists/status-lists.module.ts';
import { CredentialsController } from './credentials.controller.ts';
import { CredentialsService } from './credentials.service.ts';
import { PresentationsService } from './presentations.service.ts';
import { PublishedDocumentsController } from './published-documents.controller.ts';

@Module({
  imports: [DidsModule, StatusListsModule],
  controllers: [CredentialsController, PublishedDocumentsController],
  providers: [CredentialsService, PresentationsService],
})
export class CredentialsModule {}
