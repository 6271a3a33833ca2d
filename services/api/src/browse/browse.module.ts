import { Module } from '@nestjs/common';
import { EventQueriesModule } from '../event-queries/event-queries.module.ts';
import { BROWSE_CONTROLLERS } from './browse.controller.ts';
import { BrowseService } from './browse.service.ts';

@Module({ imports: [EventQueriesModule], controllers: BROWSE_CONTROLLERS, providers: [BrowseService] })
export class BrowseModule {}
