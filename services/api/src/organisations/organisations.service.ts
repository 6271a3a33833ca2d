import { Injectable } from '@nestjs/common';
import { found } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Keyring } from './keyring.ts';
import { Organisation } from './organisation.entity.ts';
import type { NewOrganisation, OrganisationKind, OrganisationView } from './organisations.schemas.ts';

/** What others may see of an organisation. */
export function viewOf(organisation: Organisation): OrganisationView {
  return {
    id: organisation.id,
    kind: organisation.kind,
    name: { zh: organisation.nameZh, en: organisation.nameEn },
    did: organisation.did,
    issuerKey: organisation.issuerKey.toString('hex'),
    account: organisation.account,
  };
}

@Injectable()
export class OrganisationsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly keyring: Keyring,
  ) {}

  create(input: Pick<NewOrganisation, 'name'> & { kind: OrganisationKind }): Promise<Organisation> {
    const { zh, en } = input.name;
    return this.unit
      .repository(Organisation)
      .save({ ...this.keyring.create(), kind: input.kind, nameZh: zh, nameEn: en });
  }

  list(): Promise<Organisation[]> {
    return this.unit.repository(Organisation).find({ order: { createdAt: 'ASC' }, take: 1000 });
  }

  async get(id: string): Promise<Organisation> {
    return found(await this.unit.repository(Organisation).findOneBy({ id }), `Organisation ${id}`);
  }

  async byDid(did: string): Promise<Organisation> {
    return found(await this.unit.repository(Organisation).findOneBy({ did }), `Organisation ${did}`);
  }
}
