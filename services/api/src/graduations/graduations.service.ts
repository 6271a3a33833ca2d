import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { graduationCertificate } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import type { StoredCertificate } from '../certificates/certificate.entity.ts';
import { CertificatesService } from '../certificates/certificates.service.ts';
import { issuerOf } from '../certificates/issuer.ts';
import { GradingsService } from '../gradings/gradings.service.ts';
import type { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Problem } from '../platform/problems.ts';
import { SalesService } from '../sales/sales.service.ts';

@Injectable()
export class GraduationsService {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly items: ItemsService,
    private readonly gradings: GradingsService,
    private readonly sales: SalesService,
    private readonly certificates: CertificatesService,
  ) {}

  /** Certifies the assessor's grade, with the sale where the piece is sold. */
  async create(actor: Actor, key: ItemKey): Promise<StoredCertificate> {
    const assessor = await this.organisations.get(actor.organisationId);
    const item = await this.items.get(key);
    const grading = await this.gradings.newest(actor, key);
    if (grading === null) throw new Problem('conflict', 'Grade the piece first.');
    const sale = await this.sales.find(key);
    const link = item.digitalLink;
    const residence = await this.certificates.issued(link, 'residence');
    const precededBy = [
      await this.certificates.digestOf(link, 'identity'),
      ...(residence?.digest ? [residence.digest.toString('hex')] : []),
    ];
    const document = graduationCertificate({
      uuid: randomUUID(),
      issuer: issuerOf(assessor),
      validFrom: new Date(),
      evidence: [grading, ...(sale === null ? [] : [sale])].map(({ eventHash }) => ({
        hash: eventHash,
        eventType: 'ObjectEvent' as const,
      })),
      precededBy,
      subject: {
        id: link,
        items: [link],
        grade: `${grading.grade} ${grading.score}/100`,
        method: grading.method,
        gradedAt: grading.gradedAt.toISOString(),
      },
    });
    return this.certificates.sign(assessor, { stage: 'graduation', subject: link, document });
  }
}
