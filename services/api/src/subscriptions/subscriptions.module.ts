import { Module } from '@nestjs/common';
import { EventQueriesModule } from '../event-queries/event-queries.module.ts';
import { EventsModule } from '../events/events.module.ts';
import { DeliveriesController } from './deliveries.controller.ts';
import { DeliveriesService } from './deliveries.service.ts';
import { DeliveryWorker } from './delivery.worker.ts';
import { LiveListeners } from './live-listeners.service.ts';
import { LiveQueriesGateway } from './live-queries.gateway.ts';
import { OutboxService } from './outbox.service.ts';
import { ReportsService } from './reports.service.ts';
import { RunsService } from './runs.service.ts';
import { SubscriptionsController } from './subscriptions.controller.ts';
import { SubscriptionsService } from './subscriptions.service.ts';

@Module({
  imports: [EventQueriesModule, EventsModule],
  controllers: [SubscriptionsController, DeliveriesController],
  providers: [
    DeliveriesService,
    DeliveryWorker,
    LiveListeners,
    LiveQueriesGateway,
    OutboxService,
    ReportsService,
    RunsService,
    SubscriptionsService,
  ],
})
export class SubscriptionsModule {}
