import { randomUUID } from 'node:crypto';
import { type ConformityCertificate, conformityCertificate } from '@fieldseal/provenance';
import type { StoredCertificate } from '../certificates/certificate.entity.ts';
import { issuerOf } from '../certificates/issuer.ts';
import type { Evidence } from '../events/events.service.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import type { Product } from '../products/product.entity.ts';
import type { ConformityView, Promised } from './promise.schemas.ts';

interface Quantity {
  /** Digital Link of a lot. */
  readonly lot: string;
  readonly quantityKg: number;
}

/** A lot of leaf for which conformity is promised. */
export interface PromisedLot extends Quantity {
  readonly product: Product;
  /** What happened to it: the harvest, or the blending. */
  readonly evidence: Evidence;
  /** Digests of its birth certificate, or of the promises for every lot that was blended. */
  readonly precededBy: readonly string[];
  readonly blendedFrom?: readonly Quantity[];
}

const kilogramsOf = (value: number) => ({ value, unit: 'KGM' });

/** The 承诺达标合格证 of one lot, unsigned. */
export function conformity(
  promisedBy: Organisation,
  { lot, quantityKg, product, evidence, precededBy, blendedFrom }: PromisedLot,
  { origin, contact, basis, reports }: Promised,
  now: Date,
): ConformityCertificate {
  return conformityCertificate({
    uuid: randomUUID(),
    issuer: issuerOf(promisedBy),
    validFrom: now,
    evidence: [evidence],
    precededBy,
    subject: {
      id: lot,
      productName: `${product.nameZh} ${product.nameEn}`,
      quantity: kilogramsOf(quantityKg),
      origin,
      promisedBy: promisedBy.nameZh,
      contact,
      basis,
      ...(reports.length === 0 ? {} : { reports }),
      ...(blendedFrom === undefined
        ? {}
        : { blendedFrom: blendedFrom.map((from) => ({ id: from.lot, quantity: kilogramsOf(from.quantityKg) })) }),
    },
  });
}

/** A stored promise as people read it; undefined for a certificate of another kind. */
export function conformityView({
  id,
  status,
  document,
  issuedAt,
  digest,
}: StoredCertificate): ConformityView | undefined {
  const { credentialSubject: about } = document;
  if (!('promises' in about)) return undefined;
  const { productName, quantity, origin, promisedBy, contact, basis, reports = [], blendedFrom } = about;
  return {
    certificateId: id,
    status,
    lot: about.id,
    productName,
    quantityKg: quantity.value,
    origin,
    promisedBy,
    contact,
    basis,
    reports,
    blendedFrom: blendedFrom?.map((from) => ({ lot: from.id, quantityKg: from.quantity.value })),
    issuedAt: issuedAt?.toISOString(),
    digest: digest?.toString('hex'),
  };
}
