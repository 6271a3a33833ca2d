import { Module } from '@nestjs/common';
import { EventQueriesModule } from '../event-queries/event-queries.module.ts';
import { NamedQueriesController } from './named-queries.controller.ts';
import { NamedQueriesService } from './named-queries.service.ts';

@Module({
  imports: [EventQueriesModule],
  controllers: [NamedQueriesController],
  providers: [NamedQueriesService],
  exports: [NamedQueriesService],
})
export class NamedQueriesModule {}
