import { Injectable } from '@nestjs/common';
import { AccreditationChanges } from '../accreditations/accreditation-changes.ts';
import { FormerKey } from '../organisations/former-key.entity.ts';
import { Keyring } from '../organisations/keyring.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { IssuerKeyList, KeyRotation } from './issuer-keys.schemas.ts';

@Injectable()
export class IssuerKeysService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly organisations: OrganisationsService,
    private readonly accreditations: AccreditationChanges,
  ) {}

  /** The keys that an organisation has and had, the current one first. */
  async list(organisationId: string): Promise<IssuerKeyList> {
    const keys = await this.organisations.keys(await this.organisations.get(organisationId));
    return {
      keys: keys.map(({ did, publicKey, since, retiredAt, compromisedAt }) => ({
        did,
        publicKey: Buffer.from(publicKey).toString('hex'),
        since: since.toISOString(),
        retiredAt: retiredAt?.toISOString(),
        compromisedAt: compromisedAt?.toISOString(),
      })),
    };
  }

  /**
   * Gives an organisation a new key with the stages of the old one, in the name of the body that accredited it. The old
   * key is kept: what it signed is verified with it, and status lists that name it go on being signed.
   * @throws Problem conflict when the key was not in use yet at the time it is said to have been compromised
   */
  async rotate(organisationId: string, { compromisedSince }: KeyRotation): Promise<IssuerKeyList> {
    const organisations = this.unit.repository(Organisation);
    const locked = { where: { id: organisationId }, lock: { mode: 'pessimistic_write' } } as const;
    const organisation = found(await organisations.findOne(locked), `Organisation ${organisationId}`);
    const { did, issuerKey, issuerSecret, issuerHandle, issuerSince: since } = organisation;
    const compromisedAt = compromisedSince === undefined ? undefined : new Date(compromisedSince);
    if (compromisedAt !== undefined && compromisedAt < since)
      throw new Problem('conflict', `This key is in use since ${since.toISOString()} only.`);
    const fresh = await this.keyring.issuerKey(organisationId);
    const retiredAt = fresh.issuerSince;
    const former = { did, organisationId, issuerKey, issuerSecret, issuerHandle, since, retiredAt };
    await this.unit.repository(FormerKey).insert({ ...former, compromisedAt: compromisedAt ?? null });
    await organisations.update({ id: organisationId }, fresh);
    await this.accreditations.move({
      from: issuerKey,
      to: fresh.issuerKey,
      at: retiredAt,
      compromisedAt,
      words: organisation.nameEn,
    });
    return this.list(organisationId);
  }
}
