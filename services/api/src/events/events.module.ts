import { Global, Module } from '@nestjs/common';
import { EventStore } from './event-store.ts';
import { EventsService } from './events.service.ts';

/** Global: every step of the chain of custody is an event. */
@Global()
@Module({ providers: [EventsService, EventStore], exports: [EventsService, EventStore] })
export class EventsModule {}
