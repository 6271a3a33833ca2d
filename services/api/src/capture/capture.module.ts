import { Module } from '@nestjs/common';
import { EventQueriesModule } from '../event-queries/event-queries.module.ts';
import { CaptureJobsService } from './capture-jobs.service.ts';
import { CaptureController } from './capture.controller.ts';
import { CaptureService } from './capture.service.ts';
import { MasterDataService } from './master-data.service.ts';
import { RecordedEventsService } from './recorded-events.service.ts';
import { SignedDeclarations } from './signed-declarations.service.ts';
import { SingleEventsController } from './single-events.controller.ts';

@Module({
  imports: [EventQueriesModule],
  controllers: [CaptureController, SingleEventsController],
  providers: [CaptureService, CaptureJobsService, MasterDataService, RecordedEventsService, SignedDeclarations],
})
export class CaptureModule {}
