import { Injectable } from '@nestjs/common';
import { createPresentation } from '@fieldseal/provenance';
import { In } from 'typeorm';
import type { Actor } from '../access/actor.ts';
import { StoredCertificate } from '../certificates/certificate.entity.ts';
import { Keyring } from '../organisations/keyring.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { NewPresentation, PresentationView } from './credentials.schemas.ts';

@Injectable()
export class PresentationsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Presents certificates that the organisation holds to one verifier, signed with its key for this one request.
   * @throws Problem not-found for what it does not hold, conflict for what is not in force
   */
  async create(actor: Actor, { certificates, challenge, domain }: NewPresentation): Promise<PresentationView> {
    const held = await this.held(actor, certificates);
    const documents = certificates.map((id) => {
      const { status, document } = found(held.get(id), `Certificate ${id} among yours`);
      if (status !== 'issued') throw new Problem('conflict', `Certificate ${id} is ${status}: leave it out.`);
      return document;
    });
    const holder = this.keyring.signer(await this.organisations.get(actor.organisationId));
    return {
      verifiablePresentation: await createPresentation(documents, holder, { challenge, domain }, new Date()),
    };
  }

  /** An organisation holds what it issued, and what is about a lot or piece of its own making. */
  private async held({ organisationId }: Actor, ids: readonly string[]): Promise<Map<string, StoredCertificate>> {
    const rows = await this.unit.query<{ id: string }>(
      `SELECT c.id FROM certificate c WHERE c.id = ANY($1::uuid[]) AND (c.organisation_id = $2
         OR EXISTS (SELECT FROM leaf_lot h WHERE h.digital_link = c.subject AND h.organisation_id = $2)
         OR EXISTS (SELECT FROM item i WHERE i.digital_link = c.subject AND i.organisation_id = $2))`,
      [ids, organisationId],
    );
    const certificates = await this.unit.repository(StoredCertificate).findBy({ id: In(rows.map(({ id }) => id)) });
    return new Map(certificates.map((certificate) => [certificate.id, certificate]));
  }
}
