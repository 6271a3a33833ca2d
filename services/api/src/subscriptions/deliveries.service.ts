import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import { Background } from '../platform/background.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Delivery } from './delivery.entity.ts';
import { Subscription } from './subscription.entity.ts';
import type { DeliveryLog, DeliveryPage, DeliveryView } from './subscriptions.schemas.ts';
import { SUBSCRIPTIONS_QUEUE, SubscriptionsService } from './subscriptions.service.ts';
import { deliveryView } from './views.ts';

/** The log of what was sent for a subscription, and sending it again. */
@Injectable()
export class DeliveriesService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly subscriptions: SubscriptionsService,
    private readonly background: Background,
  ) {}

  /** Newest first. */
  async list(
    actor: Actor,
    queryName: string,
    subscriptionID: string,
    { before, perPage }: DeliveryPage,
  ): Promise<DeliveryLog> {
    const { id } = await this.subscriptions.find(actor, queryName, subscriptionID);
    const page = await this.unit.repository(Delivery).find({
      where: { subscriptionId: id, ...(before === undefined ? {} : { position: LessThan(before) }) },
      order: { position: 'DESC' },
      take: perPage,
    });
    const last = page.length === perPage ? page.at(-1) : undefined;
    return { deliveries: page.map(deliveryView), ...(last === undefined ? {} : { before: last.position }) };
  }

  /**
   * Sends a message again, under the same id, or now instead of later; a subscription that had stopped goes on.
   * @throws Problem conflict for a message that was split: its events are in later ones
   */
  async replay(actor: Actor, queryName: string, subscriptionID: string, deliveryId: string): Promise<DeliveryView> {
    const { id } = await this.subscriptions.find(actor, queryName, subscriptionID);
    const deliveries = this.unit.repository(Delivery);
    const where = { id: deliveryId, subscriptionId: id };
    const delivery = found(await deliveries.findOneBy(where), `Delivery ${deliveryId}`);
    if (delivery.state === 'split')
      throw new Problem('conflict', 'This message was too large; its events came again in the messages after it.');
    await this.unit.repository(Subscription).update({ id }, { state: 'active', stateReason: null });
    await this.unit.query(
      `UPDATE webhook_delivery SET state = 'pending', next_attempt_at = now(), first_attempt_at = NULL WHERE id = $1`,
      [deliveryId],
    );
    await this.background.wake(SUBSCRIPTIONS_QUEUE);
    return deliveryView(found(await deliveries.findOneBy(where), `Delivery ${deliveryId}`));
  }
}
