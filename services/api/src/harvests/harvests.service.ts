import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { identifyEvent } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { PhotosService } from '../photos/photos.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { grams, kilograms } from '../platform/schemas.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { PlotsService } from '../plots/plots.service.ts';
import { ProductsService } from '../products/products.service.ts';
import { certificateIdOf, SigningsService } from '../signings/signings.service.ts';
import { birth, commissioning, type Picked } from './birth.ts';
import { Harvest } from './harvest.entity.ts';
import type { HarvestView, NewHarvest } from './harvests.schemas.ts';

function harvestView(harvest: Harvest, signing: string | undefined): HarvestView {
  const { id, plotId, lot, digitalLink, eventHash, certificateId } = harvest;
  const quantityKg = kilograms(harvest.quantityGrams);
  const harvestedAt = harvest.harvestedAt.toISOString();
  return { id, plotId, lot, digitalLink, quantityKg, harvestedAt, eventHash, certificateId, signing };
}

@Injectable()
export class HarvestsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly plots: PlotsService,
    private readonly products: ProductsService,
    private readonly photos: PhotosService,
    private readonly signings: SigningsService,
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
    const event = identifyEvent(commissioning(picked));
    const evidence = { hash: event.eventID, eventType: event.type };
    const draft = { stage: 'birth', subject: digitalLink, document: birth(picked, evidence, new Date()) } as const;
    const work = { stage: 'birth', events: [event], drafts: [draft] } as const;
    const signing = await this.signings.record(actor, farm, work, input.deviceKeyId);
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
      certificateId: certificateIdOf(draft),
      signingId: signing ?? null,
    });
    return harvestView(harvest, signing);
  }

  /** The organisation's newest 200 harvests. */
  async list(actor: Actor): Promise<HarvestView[]> {
    const { organisationId } = actor;
    const harvests = await this.unit
      .repository(Harvest)
      .find({ where: { organisationId }, order: { createdAt: 'DESC', id: 'ASC' }, take: 200 });
    const waiting = await this.signings.waiting(harvests.map(({ certificateId }) => certificateId));
    return harvests.map((harvest) => harvestView(harvest, waiting.get(harvest.certificateId)));
  }
}
