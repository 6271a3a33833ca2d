import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { CertificatesService } from '../certificates/certificates.service.ts';
import { EventsService } from '../events/events.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { PhotosService } from '../photos/photos.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { grams, kilograms } from '../platform/schemas.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { PlotsService } from '../plots/plots.service.ts';
import { ProductsService } from '../products/products.service.ts';
import { birth, commissioning, type Picked } from './birth.ts';
import { Harvest } from './harvest.entity.ts';
import type { HarvestView, NewHarvest } from './harvests.schemas.ts';

function harvestView(harvest: Harvest): HarvestView {
  const { id, plotId, lot, digitalLink, harvestedAt, eventHash, certificateId } = harvest;
  const quantityKg = kilograms(harvest.quantityGrams);
  return { id, plotId, lot, digitalLink, quantityKg, harvestedAt: harvestedAt.toISOString(), eventHash, certificateId };
}

@Injectable()
export class HarvestsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly plots: PlotsService,
    private readonly products: ProductsService,
    private readonly photos: PhotosService,
    private readonly events: EventsService,
    private readonly certificates: CertificatesService,
    private readonly identifiers: Identifiers,
  ) {}

  /** Records a harvest: one event, and the birth certificate of the lot. */
  async create(actor: Actor, input: NewHarvest): Promise<HarvestView> {
    const farm = await this.organisations.get(actor.organisationId);
    const plot = await this.plots.get(actor, input.plotId);
    const product = await this.products.get(input.gtin, 'leaf');
    if (input.photo !== undefined) await this.photos.get(input.photo);
    const lot = this.identifiers.lotNumber('H', new Date(input.harvestedAt));
    const digitalLink = this.identifiers.lot(input.gtin, lot);
    const picked: Picked = { input, farm, plot, product, lot: digitalLink, place: this.identifiers.place(plot.id) };
    const evidence = await this.events.capture(farm, commissioning(picked));
    const document = birth(picked, evidence, new Date());
    const certificate = await this.certificates.sign(farm, { stage: 'birth', subject: digitalLink, document });
    const harvest = await this.unit.repository(Harvest).save({
      id: randomUUID(),
      organisationId: farm.id,
      plotId: plot.id,
      gtin: input.gtin,
      lot,
      digitalLink,
      quantityGrams: String(grams(input.quantityKg)),
      consumedGrams: '0',
      harvestedAt: new Date(input.harvestedAt),
      eventHash: evidence.hash,
      certificateId: certificate.id,
    });
    return harvestView(harvest);
  }

  /** The organisation's newest 200 harvests. */
  async list(actor: Actor): Promise<HarvestView[]> {
    const { organisationId } = actor;
    const harvests = await this.unit
      .repository(Harvest)
      .find({ where: { organisationId }, order: { createdAt: 'DESC', id: 'ASC' }, take: 200 });
    return harvests.map(harvestView);
  }
}
