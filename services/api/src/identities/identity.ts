import { randomUUID } from 'node:crypto';
import { type EpcisEvent, type IdentityCertificate, identityCertificate } from '@fieldseal/provenance';
import { issuerOf } from '../certificates/issuer.ts';
import type { Evidence } from '../events/events.service.ts';
import { ZONE } from '../events/events.service.ts';
import type { Fingerprint } from '../fingerprints/fingerprint.entity.ts';
import type { Item } from '../items/item.entity.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import type { Pressing } from '../pressings/pressing.entity.ts';
import type { Product } from '../products/product.entity.ts';

/** The wrapper's code bound to the piece (EPCIS 2.0 section 7.4.6): two codes in one 两码合一. */
export function association(item: Item, wrapper: string, place: string, now: Date): EpcisEvent {
  return {
    type: 'AssociationEvent',
    action: 'ADD',
    eventTime: now.toISOString(),
    eventTimeZoneOffset: ZONE,
    parentID: wrapper,
    childEPCs: [item.digitalLink],
    bizStep: 'assembling',
    readPoint: { id: place },
  };
}

/** What an identity certificate speaks of. */
export interface Identified {
  readonly factory: Organisation;
  readonly product: Product;
  readonly pressing: Pressing;
  /** Weight of the whole made lot, kilograms. */
  readonly madeKg: number;
  readonly item: Item;
  readonly wrapper: string;
  readonly fingerprint: Fingerprint;
  readonly evidence: readonly Evidence[];
  /** Digests of the birth certificates of the leaf lots; of a blend, of the promise made for it. */
  readonly births: readonly string[];
}

export function identity(about: Identified, now: Date): IdentityCertificate {
  const { factory, product, pressing, item, wrapper, fingerprint } = about;
  return identityCertificate({
    uuid: randomUUID(),
    issuer: issuerOf(factory),
    validFrom: now,
    evidence: about.evidence,
    precededBy: about.births,
    subject: {
      id: pressing.digitalLink,
      product: `${product.nameZh} ${product.nameEn}`,
      madeFrom: pressing.inputs.map(({ lot, quantityKg }) => ({
        id: lot,
        quantity: { value: quantityKg, unit: 'KGM' },
      })),
      quantity: { value: about.madeKg, unit: 'KGM' },
      pieces: [
        {
          id: item.digitalLink,
          wrapper,
          fingerprint: {
            commitment: fingerprint.commitment,
            method: `fieldseal/vision ${fingerprint.templateVersion}`,
          },
        },
      ],
      photos: [{ digest: fingerprint.photoHash }],
    },
  });
}
