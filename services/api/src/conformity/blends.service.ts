import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type EpcisEvent, identifyEvent } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import { CertificatesService, type Draft } from '../certificates/certificates.service.ts';
import { ZONE } from '../events/events.service.ts';
import { LeafLotsService } from '../leaf-lots/leaf-lots.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { Problem } from '../platform/problems.ts';
import { grams, kilograms } from '../platform/schemas.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { ProductsService } from '../products/products.service.ts';
import { certificateIdOf, SigningsService } from '../signings/signings.service.ts';
import { Blend } from './blend.entity.ts';
import type { BlendView, NewBlend } from './blends.schemas.ts';
import { conformity } from './conformity.ts';

@Injectable()
export class BlendsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly products: ProductsService,
    private readonly lots: LeafLotsService,
    private readonly certificates: CertificatesService,
    private readonly signings: SigningsService,
    private readonly identifiers: Identifiers,
  ) {}

  /**
   * Mixes lots of leaf into one, and promises anew that it conforms, as the order asks for.
   * @throws Problem conflict when a lot has not so much left, or no promise of its own in force
   */
  async create(actor: Actor, input: NewBlend): Promise<BlendView> {
    const { gtin, inputs, blendedAt, ...promised } = input;
    const blender = await this.organisations.get(actor.organisationId);
    const product = await this.products.get(gtin, 'leaf');
    const precededBy: string[] = [];
    for (const { lot } of inputs) {
      await this.refuseForeign(actor, lot);
      precededBy.push(await this.certificates.digestOf(lot, 'conformity'));
    }
    await this.lots.take(inputs);
    const quantityKg = kilograms(inputs.reduce((sum, taken) => sum + grams(taken.quantityKg), 0));
    const number = this.identifiers.lotNumber('B', new Date(blendedAt));
    const lot = this.identifiers.lot(gtin, number);
    const place = this.identifiers.place(blender.id);
    const event = identifyEvent(blending(input, { lot, quantityKg, place }));
    const evidence = { hash: event.eventID, eventType: event.type };
    const promisedLot = { lot, quantityKg, product, evidence, precededBy, blendedFrom: inputs };
    const document = conformity(blender, promisedLot, promised, new Date());
    const draft: Draft = { stage: 'conformity', subject: lot, document };
    await this.signings.record(actor, blender, { stage: 'birth', events: [event], drafts: [draft] }, undefined);
    const blend = await this.unit.repository(Blend).save({
      id: randomUUID(),
      organisationId: blender.id,
      gtin,
      lot: number,
      digitalLink: lot,
      inputs,
      quantityGrams: String(grams(quantityKg)),
      consumedGrams: '0',
      blendedAt: new Date(blendedAt),
      eventHash: evidence.hash,
      certificateId: certificateIdOf(draft),
    });
    return blendView(blend);
  }

  /** The organisation's newest 200. */
  async list({ organisationId }: Actor): Promise<BlendView[]> {
    const blends = await this.unit
      .repository(Blend)
      .find({ where: { organisationId }, order: { createdAt: 'DESC', id: 'ASC' }, take: 200 });
    return blends.map(blendView);
  }

  /** A factory blends what it was brought; a grower only its own leaf. */
  private async refuseForeign({ role, organisationId }: Actor, link: string): Promise<void> {
    const { organisation_id: owner } = await this.lots.get(link);
    if (role === 'farmer' && owner !== organisationId)
      throw new Problem('not-found', `Leaf lot ${link} was not found among yours.`);
  }
}

/** Lots of leaf in, one lot out, with quantities (EPCIS 2.0 section 7.4.5). */
function blending(
  { inputs, blendedAt }: NewBlend,
  made: { readonly lot: string; readonly quantityKg: number; readonly place: string },
): EpcisEvent {
  return {
    type: 'TransformationEvent',
    eventTime: blendedAt,
    eventTimeZoneOffset: ZONE,
    inputQuantityList: inputs.map(({ lot, quantityKg }) => ({ epcClass: lot, quantity: quantityKg, uom: 'KGM' })),
    outputQuantityList: [{ epcClass: made.lot, quantity: made.quantityKg, uom: 'KGM' }],
    bizStep: 'creating_class_instance',
    readPoint: { id: made.place },
    bizLocation: { id: made.place },
  };
}

function blendView(blend: Blend): BlendView {
  const { id, lot, digitalLink, inputs, eventHash, certificateId } = blend;
  const quantityKg = kilograms(blend.quantityGrams);
  return {
    id,
    lot,
    digitalLink,
    quantityKg,
    inputs,
    blendedAt: blend.blendedAt.toISOString(),
    eventHash,
    certificateId,
  };
}
