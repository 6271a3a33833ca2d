import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { EventsService, ZONE } from '../events/events.service.ts';
import type { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Grading } from './grading.entity.ts';
import type { NewGrading } from './gradings.schemas.ts';

@Injectable()
export class GradingsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly items: ItemsService,
    private readonly events: EventsService,
    private readonly identifiers: Identifiers,
  ) {}

  /** Records an inspection of a piece with its outcome. */
  async create(actor: Actor, key: ItemKey, input: NewGrading): Promise<Grading> {
    const assessor = await this.organisations.get(actor.organisationId);
    const item = await this.items.get(key);
    const { hash } = await this.events.capture(assessor, {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      eventTime: input.gradedAt,
      eventTimeZoneOffset: ZONE,
      epcList: [item.digitalLink],
      bizStep: 'inspecting',
      disposition: 'conformant',
      readPoint: { id: this.identifiers.place(assessor.id) },
    });
    return this.unit.repository(Grading).save({
      id: randomUUID(),
      ...key,
      organisationId: assessor.id,
      ...input,
      gradedAt: new Date(input.gradedAt),
      eventHash: hash,
    });
  }

  /** The organisation's newest grade of a piece. */
  newest(actor: Actor, { gtin, serial }: ItemKey): Promise<Grading | null> {
    const { organisationId } = actor;
    return this.unit
      .repository(Grading)
      .findOne({ where: { gtin, serial, organisationId }, order: { gradedAt: 'DESC' } });
  }
}
