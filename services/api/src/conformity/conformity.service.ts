import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { StoredCertificate } from '../certificates/certificate.entity.ts';
import { CertificatesService, type Draft } from '../certificates/certificates.service.ts';
import { Harvest } from '../harvests/harvest.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found } from '../platform/problems.ts';
import { kilograms } from '../platform/schemas.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { ProductsService } from '../products/products.service.ts';
import { certificateIdOf, SigningsService } from '../signings/signings.service.ts';
import { conformity, conformityView } from './conformity.ts';
import type { ConformityView, MadeConformity, NewConformity } from './promise.schemas.ts';

const SHOWN = 200;

@Injectable()
export class ConformityService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly products: ProductsService,
    private readonly certificates: CertificatesService,
    private readonly signings: SigningsService,
  ) {}

  /**
   * Promises that a harvest conforms, all of it, once: whoever wants to say it differently revokes the promise first.
   * @throws Problem conflict before the harvest's birth certificate is issued, or when the promise is made already
   */
  async create(actor: Actor, harvestId: string, { deviceKeyId, ...promised }: NewConformity): Promise<MadeConformity> {
    const harvest = await this.harvest(actor, harvestId);
    const farm = await this.organisations.get(actor.organisationId);
    const { digitalLink: lot, eventHash } = harvest;
    const promisedLot = {
      lot,
      quantityKg: kilograms(harvest.quantityGrams),
      product: await this.products.get(harvest.gtin, 'leaf'),
      evidence: { hash: eventHash, eventType: 'ObjectEvent' as const },
      precededBy: [await this.certificates.digestOf(lot, 'birth')],
    };
    const document = conformity(farm, promisedLot, promised, new Date());
    const draft: Draft = { stage: 'conformity', subject: lot, document };
    const work = { stage: 'birth', events: [], drafts: [draft] } as const;
    const signing = await this.signings.record(actor, farm, work, deviceKeyId);
    return { certificateId: certificateIdOf(draft), lot, signing };
  }

  /** The promises for a harvest of the actor's organisation. */
  async ofHarvest(actor: Actor, harvestId: string): Promise<ConformityView[]> {
    const { digitalLink: subject } = await this.harvest(actor, harvestId);
    return this.newest({ subject });
  }

  /** The promises of the actor's organisation; a regulator sees everybody's. */
  list({ role, organisationId }: Actor): Promise<ConformityView[]> {
    return this.newest(role === 'regulator' ? {} : { organisationId });
  }

  private async newest(
    where: Partial<Pick<StoredCertificate, 'subject' | 'organisationId'>>,
  ): Promise<ConformityView[]> {
    const certificates = await this.unit.repository(StoredCertificate).find({
      where: { ...where, stage: 'conformity' },
      order: { createdAt: 'DESC', id: 'ASC' },
      take: SHOWN,
    });
    return certificates.map(conformityView).filter((view) => view !== undefined);
  }

  private async harvest({ organisationId }: Actor, id: string): Promise<Harvest> {
    return found(await this.unit.repository(Harvest).findOneBy({ id, organisationId }), `Harvest ${id}`);
  }
}
