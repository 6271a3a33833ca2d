import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Role } from '../access/policy.ts';
import { AccreditationsService } from '../accreditations/accreditations.service.ts';
import type { Stage } from '../certificates/certificates.schemas.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { Person } from '../people/person.entity.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { DeviceKey } from './device-key.entity.ts';
import type { DeviceKeyState, DeviceKeyView } from './device-keys.schemas.ts';

const SHOWN = 200;

/** What people of a role sign with their phones. */
const STAGE_OF: Readonly<Partial<Record<Role, Stage>>> = { farmer: 'birth', keeper: 'residence' };

const ACCREDITED = 'EXISTS (SELECT FROM accreditation a WHERE a.issuer_key = k.issuer_key)';
const STATES: Readonly<Record<DeviceKeyState, string>> = {
  waiting: `k.revoked_at IS NULL AND NOT ${ACCREDITED}`,
  accredited: `k.revoked_at IS NULL AND ${ACCREDITED}`,
  revoked: 'k.revoked_at IS NOT NULL',
};

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

  /** The newest, of one organisation or of all, in one state or in any. */
  async list(organisationId: string | undefined, state: DeviceKeyState | undefined): Promise<DeviceKeyView[]> {
    const query = this.unit
      .repository(DeviceKey)
      .createQueryBuilder('k')
      .orderBy('k.created_at', 'DESC')
      .addOrderBy('k.id')
      .take(SHOWN);
    if (organisationId !== undefined) query.andWhere('k.organisation_id = :organisationId', { organisationId });
    if (state !== undefined) query.andWhere(STATES[state]);
    return this.views(await query.getMany());
  }

  private async views(keys: readonly DeviceKey[]): Promise<DeviceKeyView[]> {
    const people = await this.unit.repository(Person).findBy({ id: In(keys.map(({ personId }) => personId)) });
    const owners = new Map(people.map((person) => [person.id, person]));
    const organisations = await this.unit
      .repository(Organisation)
      .findBy({ id: In(keys.map(({ organisationId }) => organisationId)) });
    const names = new Map(organisations.map(({ id, nameZh: zh, nameEn: en }) => [id, { zh, en }]));
    const accreditations = await this.accreditations.ofKeys(keys.map(({ issuerKey }) => issuerKey));
    return keys.map(({ id, organisationId, name, did, personId, createdAt, revokedAt, revocationReason }) => {
      const owner = owners.get(personId);
      return {
        id,
        organisationId,
        organisation: names.get(organisationId) ?? { zh: '', en: '' },
        stage: owner && STAGE_OF[owner.role],
        name,
        did,
        person: { id: personId, name: owner?.name ?? '' },
        createdAt: createdAt.toISOString(),
        revokedAt: revokedAt?.toISOString(),
        revocationReason: revocationReason ?? undefined,
        accreditations: accreditations.filter(({ key }) => key === did),
      };
    });
  }
}
