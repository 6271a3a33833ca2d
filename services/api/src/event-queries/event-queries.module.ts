import { Module } from '@nestjs/common';
import { EventQueriesController } from './events.controller.ts';
import { PageTokens } from './page-token.ts';
import { LimitedReader } from './reader.ts';
import { EventSearch } from './search.ts';

@Module({
  controllers: [EventQueriesController],
  providers: [EventSearch, LimitedReader, PageTokens],
  exports: [EventSearch, LimitedReader, PageTokens],
})
export class EventQueriesModule {}
