import { Injectable } from '@nestjs/common';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { Actor } from '../access/actor.ts';
import { Item } from './item.entity.ts';
import type { ItemKey } from './item-key.ts';

@Injectable()
export class ItemsService {
  constructor(private readonly unit: UnitOfWork) {}

  async get({ gtin, serial }: ItemKey): Promise<Item> {
    return found(await this.unit.repository(Item).findOneBy({ gtin, serial }), `Piece ${gtin} / ${serial}`);
  }

  /** @throws Problem not-allowed unless the actor's organisation made the piece */
  async getMade(actor: Actor, key: ItemKey): Promise<Item> {
    const item = await this.get(key);
    if (item.organisationId !== actor.organisationId)
      throw new Problem('not-allowed', 'Another organisation made this piece.');
    return item;
  }

  /**
   * Pieces by their codes, locked until the transaction ends; always in one order, so that two cannot wait for each other.
   * @throws Problem not-found naming the first code that is no piece of ours
   */
  async lock(links: readonly string[]): Promise<Item[]> {
    const items = await this.unit
      .repository(Item)
      .createQueryBuilder('i')
      .where('i.digital_link = ANY(:links)', { links })
      .orderBy('i.digital_link')
      .setLock('pessimistic_write')
      .getMany();
    const known = new Map(items.map((item) => [item.digitalLink, item]));
    return links.map((link) => found(known.get(link), `Piece ${link}`));
  }
}
