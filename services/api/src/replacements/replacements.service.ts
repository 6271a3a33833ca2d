import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Certificate } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { StoredCertificate } from '../certificates/certificate.entity.ts';
import { CertificatesService } from '../certificates/certificates.service.ts';
import { issuerOf } from '../certificates/issuer.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';

/**
 * Certificates in the place of revoked ones, after a key fell into other hands: the same content, on the same evidence,
 * dated now and signed with the organisation's key of now. Those that build on one another are replaced in their order.
 */
@Injectable()
export class ReplacementsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly certificates: CertificatesService,
  ) {}

  /**
   * An identity certificate then waits for the appraiser's counter-signature, as the first one did.
   * @throws Problem not-found, not-accredited, or conflict when it is not revoked, is replaced already, or builds on a
   * certificate that was withdrawn and not replaced
   */
  async replace({ organisationId }: Actor, id: string): Promise<StoredCertificate> {
    const where = { id, organisationId };
    const locked = { where, lock: { mode: 'pessimistic_write' } } as const;
    const certificates = this.unit.repository(StoredCertificate);
    const old = found(await certificates.findOne(locked), `Certificate ${id} of your organisation`);
    if (old.status !== 'revoked')
      throw new Problem('conflict', `This certificate is ${old.status}; only a revoked one is replaced.`);
    const issuer = await this.organisations.get(organisationId);
    const document = {
      ...old.document,
      proof: undefined,
      id: `urn:uuid:${randomUUID()}`,
      issuer: issuerOf(issuer),
      validFrom: new Date().toISOString(),
      precededBy: await this.present(old.document.precededBy),
    } as Certificate;
    const fresh = await this.certificates.sign(issuer, { stage: old.stage, subject: old.subject, document });
    for (const table of ['harvest', 'blend'])
      await this.unit.query(`UPDATE ${table} SET certificate_id = $1 WHERE certificate_id = $2`, [fresh.id, id]);
    return fresh;
  }

  /** The digests of what stands now in the place of those that a certificate cites. */
  private async present(cited: readonly string[]): Promise<string[]> {
    const digests: string[] = [];
    for (const hex of cited) {
      const before = await this.unit.repository(StoredCertificate).findOneBy({ digest: Buffer.from(hex, 'hex') });
      const { subject, stage } = found(before, `The certificate ${hex}, on which this one builds,`);
      digests.push(await this.certificates.digestOf(subject, stage));
    }
    return digests;
  }
}
