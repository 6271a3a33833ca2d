import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { EventsService } from '../events/events.service.ts';
import { Item } from '../items/item.entity.ts';
import { LeafLotsService } from '../leaf-lots/leaf-lots.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { grams } from '../platform/schemas.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { ProductsService } from '../products/products.service.ts';
import { commissioning, transformation } from './pressing-events.ts';
import { Pressing } from './pressing.entity.ts';
import type { NewPressing, PressingView } from './pressings.schemas.ts';

@Injectable()
export class PressingsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly products: ProductsService,
    private readonly events: EventsService,
    private readonly leafLots: LeafLotsService,
    private readonly identifiers: Identifiers,
  ) {}

  /** Turns leaf into pieces: takes the leaf from its lots, gives every piece a serial number, records both events. */
  async create(actor: Actor, input: NewPressing): Promise<PressingView> {
    const factory = await this.organisations.get(actor.organisationId);
    await this.products.get(input.gtin, 'cake');
    await this.leafLots.take(input.inputs);
    const lot = this.identifiers.lotNumber('P', new Date(input.pressedAt));
    const digitalLink = this.identifiers.lot(input.gtin, lot);
    const items = Array.from({ length: input.pieces }, () => this.identifiers.serial()).map((serial) => ({
      serial,
      digitalLink: this.identifiers.item(input.gtin, serial),
    }));
    const pressed = {
      input,
      lot: digitalLink,
      pieces: items.map((item) => item.digitalLink),
      place: this.identifiers.place(factory.id),
    };
    const made = await this.events.capture(factory, transformation(pressed));
    const commissioned = await this.events.capture(factory, commissioning(pressed));
    const pressing = await this.unit.repository(Pressing).save({
      id: randomUUID(),
      organisationId: factory.id,
      gtin: input.gtin,
      lot,
      digitalLink,
      inputs: input.inputs,
      pieceGrams: String(grams(input.pieceKg)),
      pressedAt: new Date(input.pressedAt),
      eventHashes: [made.hash, commissioned.hash],
    });
    await this.unit
      .repository(Item)
      .insert(
        items.map((item) => ({ ...item, gtin: input.gtin, pressingId: pressing.id, organisationId: factory.id })),
      );
    return this.view(pressing, items);
  }

  /** The newest 100 pressings with their pieces; a factory sees its own. */
  async list(actor: Actor): Promise<PressingView[]> {
    const where = actor.role === 'processor' ? { organisationId: actor.organisationId } : {};
    const pressings = await this.unit
      .repository(Pressing)
      .find({ where, order: { createdAt: 'DESC', id: 'ASC' }, take: 100 });
    const items = await this.unit
      .repository(Item)
      .createQueryBuilder('i')
      .where('i.pressing_id = ANY(:ids)', { ids: pressings.map(({ id }) => id) })
      .orderBy('i.serial')
      .getMany();
    const byPressing = Map.groupBy(items, ({ pressingId }) => pressingId);
    return pressings.map((pressing) => this.view(pressing, byPressing.get(pressing.id) ?? []));
  }

  private view(pressing: Pressing, items: readonly { serial: string; digitalLink: string }[]): PressingView {
    const { id, gtin, lot, digitalLink, pressedAt, eventHashes } = pressing;
    return {
      id,
      gtin,
      lot,
      digitalLink,
      pressedAt: pressedAt.toISOString(),
      eventHashes,
      items: items.map(({ serial, digitalLink: code }) => ({ serial, digitalLink: code })),
    };
  }
}
