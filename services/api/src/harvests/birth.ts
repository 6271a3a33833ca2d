import { randomUUID } from 'node:crypto';
import { type BirthCertificate, birthCertificate, type EpcisEvent } from '@fieldseal/provenance';
import type { Evidence } from '../events/events.service.ts';
import { ZONE } from '../events/events.service.ts';
import { issuerOf } from '../certificates/issuer.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import type { Plot } from '../plots/plot.entity.ts';
import type { Product } from '../products/product.entity.ts';
import type { NewHarvest } from './harvests.schemas.ts';

/** A harvest with everything that its event and certificate speak of. */
export interface Picked {
  readonly input: NewHarvest;
  readonly farm: Organisation;
  readonly plot: Plot;
  readonly product: Product;
  /** Digital Links. */
  readonly lot: string;
  readonly place: string;
}

/** Commissioning of the harvest lot at the plot (EPCIS 2.0 section 7.4.1; CBV business step `commissioning`). */
export function commissioning({ input, lot, place }: Picked): EpcisEvent {
  return {
    type: 'ObjectEvent',
    action: 'ADD',
    eventTime: input.harvestedAt,
    eventTimeZoneOffset: ZONE,
    quantityList: [{ epcClass: lot, quantity: input.quantityKg, uom: 'KGM' }],
    bizStep: 'commissioning',
    disposition: 'active',
    readPoint: { id: place },
    bizLocation: { id: place },
  };
}

/** The birth certificate. The farmer's promise, 承诺达标合格证, is a certificate of its own: only the farmer can give it. */
export function birth(
  { input, farm, plot, product, lot, place }: Picked,
  evidence: Evidence,
  now: Date,
): BirthCertificate {
  const quantity = { value: input.quantityKg, unit: 'KGM' };
  const name = `${product.nameZh} ${product.nameEn}`;
  return birthCertificate({
    uuid: randomUUID(),
    issuer: issuerOf(farm),
    validFrom: now,
    evidence: [evidence],
    precededBy: [],
    subject: {
      id: lot,
      product: name,
      cultivar: plot.cultivar,
      plot: {
        id: place,
        name: plot.name,
        geometryDigest: plot.geometryHash,
        areaSquareMetres: Math.round(plot.areaSquareMetres),
      },
      harvestedFrom: input.harvestedAt,
      harvestedUntil: input.harvestedAt,
      quantity,
      inputs: input.inputs.map(({ kind, product: used, quantity: value, unit, appliedAt, preHarvestDays }) => ({
        kind,
        name: used,
        quantity: { value, unit },
        appliedAt,
        ...(preHarvestDays === undefined ? {} : { preHarvestIntervalDays: preHarvestDays }),
      })),
      ...(input.photo === undefined ? {} : { photos: [{ digest: input.photo }] }),
    },
  });
}
