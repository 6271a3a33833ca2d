import { Global, Module } from '@nestjs/common';
import { EventsService } from './events.service.ts';

/** Global: every step of the chain of custody is an event. */
@Global()
@Module({ providers: [EventsService], exports: [EventsService] })
export class EventsModule {}
