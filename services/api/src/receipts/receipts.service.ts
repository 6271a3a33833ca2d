import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EpcisEvent } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { EventsService, ZONE } from '../events/events.service.ts';
import { Item } from '../items/item.entity.ts';
import { ItemsService } from '../items/items.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Receipt } from './receipt.entity.ts';
import type { NewReceipt, ReceiptView } from './receipts.schemas.ts';

function receiptView(receipt: Receipt): ReceiptView {
  const { id, sscc, location, receivedAt, items, eventHashes } = receipt;
  return { id, sscc, location, receivedAt: receivedAt.toISOString(), count: items.length, items, events: eventHashes };
}

@Injectable()
export class ReceiptsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly items: ItemsService,
    private readonly events: EventsService,
    private readonly identifiers: Identifiers,
  ) {}

  /** Puts scanned pieces into a case and the case into store; a code scanned twice counts once. */
  async create(actor: Actor, input: NewReceipt): Promise<ReceiptView> {
    const warehouse = await this.organisations.get(actor.organisationId);
    const items = await this.items.lock([...new Set(input.items)]);
    const elsewhere = items.find(({ sscc }) => sscc !== null);
    if (elsewhere !== undefined)
      throw new Problem('conflict', `${elsewhere.digitalLink} already lies in case ${elsewhere.sscc ?? ''}.`);
    const links = items.map(({ digitalLink }) => digitalLink);
    const common = {
      eventTime: input.receivedAt,
      eventTimeZoneOffset: ZONE,
      readPoint: { id: this.identifiers.place(warehouse.id) },
      bizLocation: { id: this.identifiers.place(warehouse.id) },
    };
    const unit = this.identifiers.case(input.sscc);
    const packing: EpcisEvent = {
      type: 'AggregationEvent',
      action: 'ADD',
      ...common,
      parentID: unit,
      childEPCs: links,
      bizStep: 'packing',
    };
    const storing: EpcisEvent = {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      ...common,
      epcList: [unit],
      bizStep: 'storing',
      disposition: 'in_progress',
    };
    const packed = await this.events.capture(warehouse, packing);
    const stored = await this.events.capture(warehouse, storing);
    await this.unit
      .repository(Item)
      .createQueryBuilder()
      .update()
      .set({ sscc: input.sscc })
      .where('digital_link = ANY(:links)', { links })
      .execute();
    const receipt = await this.unit.repository(Receipt).save({
      id: randomUUID(),
      organisationId: warehouse.id,
      sscc: input.sscc,
      location: input.location,
      receivedAt: new Date(input.receivedAt),
      items: links,
      eventHashes: [packed.hash, stored.hash],
    });
    return receiptView(receipt);
  }

  /** The organisation's newest 100 receipts. */
  async list(actor: Actor): Promise<ReceiptView[]> {
    const { organisationId } = actor;
    const receipts = await this.unit
      .repository(Receipt)
      .find({ where: { organisationId }, order: { createdAt: 'DESC', id: 'ASC' }, take: 100 });
    return receipts.map(receiptView);
  }

  /** The receipts of one of the organisation's cases, oldest first. */
  ofCase(actor: Actor, sscc: string): Promise<Receipt[]> {
    const { organisationId } = actor;
    return this.unit
      .repository(Receipt)
      .find({ where: { organisationId, sscc }, order: { createdAt: 'ASC' }, take: 100 });
  }
}
