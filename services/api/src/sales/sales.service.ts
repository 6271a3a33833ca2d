import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { EventsService, ZONE } from '../events/events.service.ts';
import type { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Sale } from './sale.entity.ts';
import type { NewSale, SaleView } from './sales.schemas.ts';

export const reviewCodeHash = (code: string): Buffer => createHash('sha256').update(code.trim().toUpperCase()).digest();

@Injectable()
export class SalesService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly items: ItemsService,
    private readonly events: EventsService,
    private readonly identifiers: Identifiers,
  ) {}

  /** Records the sale of a piece by its maker's shop; a piece is sold once. */
  async create(actor: Actor, key: ItemKey, input: NewSale): Promise<SaleView> {
    const item = await this.items.getMade(actor, key);
    if ((await this.find(key)) !== null) throw new Problem('conflict', 'This piece is already sold.');
    const shop = await this.organisations.get(actor.organisationId);
    const { hash } = await this.events.capture(shop, {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      eventTime: input.soldAt,
      eventTimeZoneOffset: ZONE,
      epcList: [item.digitalLink],
      bizStep: 'retail_selling',
      disposition: 'retail_sold',
      readPoint: { id: this.identifiers.place(shop.id) },
    });
    const reviewCode = this.identifiers.serial();
    const id = randomUUID();
    await this.unit.repository(Sale).insert({
      id,
      ...key,
      organisationId: shop.id,
      place: input.place,
      soldAt: new Date(input.soldAt),
      reviewCodeHash: reviewCodeHash(reviewCode),
      eventHash: hash,
    });
    return { id, eventHash: hash, reviewCode };
  }

  find({ gtin, serial }: ItemKey): Promise<Sale | null> {
    return this.unit.repository(Sale).findOneBy({ gtin, serial });
  }
}
