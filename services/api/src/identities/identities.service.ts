import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import type { StoredCertificate } from '../certificates/certificate.entity.ts';
import { CertificatesService } from '../certificates/certificates.service.ts';
import { EventsService } from '../events/events.service.ts';
import { FingerprintsService } from '../fingerprints/fingerprints.service.ts';
import { Item } from '../items/item.entity.ts';
import type { ItemKey } from '../items/item-key.ts';
import { ItemsService } from '../items/items.service.ts';
import { LeafLotsService } from '../leaf-lots/leaf-lots.service.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Identifiers } from '../platform/identifiers.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Pressing } from '../pressings/pressing.entity.ts';
import { ProductsService } from '../products/products.service.ts';
import { association, identity } from './identity.ts';

@Injectable()
export class IdentitiesService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly products: ProductsService,
    private readonly items: ItemsService,
    private readonly fingerprints: FingerprintsService,
    private readonly events: EventsService,
    private readonly certificates: CertificatesService,
    private readonly leafLots: LeafLotsService,
    private readonly identifiers: Identifiers,
  ) {}

  /** Binds piece, surface and wrapper in one certificate; it is issued when the appraisal body has counter-signed. */
  async create(actor: Actor, key: ItemKey): Promise<StoredCertificate> {
    const factory = await this.organisations.get(actor.organisationId);
    const item = await this.items.getMade(actor, key);
    const fingerprint = await this.fingerprints.get(key);
    const pressing = await this.unit.repository(Pressing).findOneByOrFail({ id: item.pressingId });
    const product = await this.products.get(key.gtin, 'cake');
    const pieces = await this.unit.repository(Item).countBy({ pressingId: pressing.id });
    const births = await Promise.all(pressing.inputs.map(({ lot }) => this.leafLots.originOf(lot)));
    const wrapper = this.identifiers.wrapper(key.serial);
    const now = new Date();
    const bound = await this.events.capture(
      factory,
      association(item, wrapper, this.identifiers.place(factory.id), now),
    );
    const [transformed, commissioned] = pressing.eventHashes;
    const document = identity(
      {
        factory,
        product,
        pressing,
        madeKg: (pieces * Number(pressing.pieceGrams)) / 1000,
        item,
        wrapper,
        fingerprint,
        births,
        evidence: [
          { hash: transformed, eventType: 'TransformationEvent' },
          { hash: commissioned, eventType: 'ObjectEvent' },
          bound,
        ],
      },
      now,
    );
    return this.certificates.sign(factory, { stage: 'identity', subject: item.digitalLink, document });
  }
}
