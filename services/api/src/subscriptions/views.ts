import type { Delivery } from './delivery.entity.ts';
import { nextQueryTime } from './schedule.ts';
import type { Subscription } from './subscription.entity.ts';
import type { DeliveryView, SubscriptionView } from './subscriptions.schemas.ts';

/** What its owners see of a subscription: everything but the secret. */
export function viewOf(subscription: Subscription, queryName: string): SubscriptionView {
  const { id, dest, createdAt, lastNotifiedAt, lastRunAt, schedule, state, stateReason } = subscription;
  const initialRecordTime = subscription.initialRecordTime ?? createdAt;
  const next = schedule === null ? undefined : nextQueryTime(schedule, new Date());
  return {
    subscriptionID: id,
    queryName,
    dest,
    createdAt: createdAt.toISOString(),
    ...(lastNotifiedAt === null ? {} : { lastNotifiedAt: lastNotifiedAt.toISOString() }),
    initialRecordTime: initialRecordTime.toISOString(),
    minRecordTime: (lastRunAt ?? initialRecordTime).toISOString(),
    epcFormat: 'Always_GS1_Digital_Link',
    reportIfEmpty: subscription.reportIfEmpty,
    ...(schedule === null ? { stream: true as const } : { schedule: { ...schedule } }),
    ...(next === undefined || state !== 'active' ? {} : { nextQueryTime: next.toISOString() }),
    state,
    ...(stateReason === null ? {} : { stateReason }),
  };
}

/** A line of the delivery log. */
export function deliveryView(delivery: Delivery): DeliveryView {
  const { id, createdAt, eventCount, state, attempts, lastStatus, lastError, nextAttemptAt, deliveredAt } = delivery;
  return {
    id,
    createdAt: createdAt.toISOString(),
    events: eventCount,
    state,
    attempts,
    ...(lastStatus === null ? {} : { lastStatus }),
    ...(lastError === null ? {} : { lastError }),
    ...(state === 'pending' ? { nextAttemptAt: nextAttemptAt.toISOString() } : {}),
    ...(deliveredAt === null ? {} : { deliveredAt: deliveredAt.toISOString() }),
  };
}
