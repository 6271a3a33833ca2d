import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { AccreditationsService } from '../accreditations/accreditations.service.ts';
import { Person } from '../people/person.entity.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { DeviceKey } from './device-key.entity.ts';
import type { DeviceKeyView } from './device-keys.schemas.ts';

const SHOWN = 200;

/** Keys of phones with whose they are and what they are accredited for. */
@Injectable()
export class DeviceKeyViews {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly accreditations: AccreditationsService,
  ) {}

  async of(key: DeviceKey): Promise<DeviceKeyView> {
    const [view] = await this.views([key]);
    if (view === undefined) throw new Error('a device key has no view');
    return view;
  }

  /** The newest, of one organisation or of all. */
  async list(organisationId: string | undefined): Promise<DeviceKeyView[]> {
    const where = organisationId === undefined ? {} : { organisationId };
    const keys = await this.unit
      .repository(DeviceKey)
      .find({ where, order: { createdAt: 'DESC', id: 'ASC' }, take: SHOWN });
    return this.views(keys);
  }

  private async views(keys: readonly DeviceKey[]): Promise<DeviceKeyView[]> {
    const people = await this.unit.repository(Person).findBy({ id: In(keys.map(({ personId }) => personId)) });
    const names = new Map(people.map(({ id, name }) => [id, name]));
    const accreditations = await this.accreditations.ofKeys(keys.map(({ issuerKey }) => issuerKey));
    return keys.map(({ id, organisationId, name, did, personId, createdAt, revokedAt }) => ({
      id,
      organisationId,
      name,
      did,
      person: { id: personId, name: names.get(personId) ?? '' },
      createdAt: createdAt.toISOString(),
      revokedAt: revokedAt?.toISOString(),
      accreditations: accreditations.filter(({ key }) => key === did),
    }));
  }
}
