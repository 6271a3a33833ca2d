import { Injectable } from '@nestjs/common';
import { found } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { FormerKey } from './former-key.entity.ts';
import { Keyring } from './keyring.ts';
import { Organisation } from './organisation.entity.ts';
import type { NewOrganisation, OrganisationKind, OrganisationView } from './organisations.schemas.ts';

const MOST_KEYS = 1000;

/** A key in an organisation's history; without `retiredAt` it is the current one. */
export interface OrganisationKey {
  readonly did: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly since: Date;
  readonly retiredAt?: Date;
  /** From when on somebody else may have had it. */
  readonly compromisedAt?: Date;
}

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

  async create(input: Pick<NewOrganisation, 'name'> & { kind: OrganisationKind }): Promise<Organisation> {
    const { zh, en } = input.name;
    const keys = await this.keyring.create();
    return this.unit.repository(Organisation).save({ ...keys, kind: input.kind, nameZh: zh, nameEn: en });
  }

  list(): Promise<Organisation[]> {
    return this.unit.repository(Organisation).find({ order: { createdAt: 'ASC' }, take: 1000 });
  }

  async get(id: string): Promise<Organisation> {
    return found(await this.unit.repository(Organisation).findOneBy({ id }), `Organisation ${id}`);
  }

  /** The organisation whose key it is or was. */
  async byDid(did: string): Promise<Organisation> {
    const former = await this.unit.repository(FormerKey).findOneBy({ did });
    const where = former === null ? { did } : { id: former.organisationId };
    return found(await this.unit.repository(Organisation).findOneBy(where), `Organisation ${did}`);
  }

  /** Every issuer key that the organisation has or had: the current one first, then the latest. */
  async keys({ id, did, issuerKey, issuerSince }: Organisation): Promise<OrganisationKey[]> {
    const former = await this.unit
      .repository(FormerKey)
      .find({ where: { organisationId: id }, order: { retiredAt: 'DESC', did: 'ASC' }, take: MOST_KEYS });
    return [
      { did, publicKey: issuerKey, since: issuerSince },
      ...former.map(({ did: before, issuerKey: publicKey, since, retiredAt, compromisedAt }) => ({
        did: before,
        publicKey,
        since,
        retiredAt,
        ...(compromisedAt === null ? {} : { compromisedAt }),
      })),
    ];
  }
}
