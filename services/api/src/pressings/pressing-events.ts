import type { EpcisEvent } from '@fieldseal/provenance';
import { ZONE } from '../events/events.service.ts';
import type { NewPressing } from './pressings.schemas.ts';

/** A pressing with the identifiers given to what it made. */
export interface Pressed {
  readonly input: NewPressing;
  /** Digital Links. */
  readonly lot: string;
  readonly pieces: readonly string[];
  readonly place: string;
}

/** Leaf lots in, made lot and its pieces out, with quantities (EPCIS 2.0 section 7.4.5). */
export function transformation({ input, lot, pieces, place }: Pressed): EpcisEvent {
  return {
    type: 'TransformationEvent',
    eventTime: input.pressedAt,
    eventTimeZoneOffset: ZONE,
    inputQuantityList: input.inputs.map(({ lot: leaf, quantityKg }) => ({
      epcClass: leaf,
      quantity: quantityKg,
      uom: 'KGM',
    })),
    outputQuantityList: [{ epcClass: lot, quantity: madeKilograms(input), uom: 'KGM' }],
    outputEPCList: [...pieces],
    bizStep: 'creating_class_instance',
    readPoint: { id: place },
    bizLocation: { id: place },
  };
}

/** Commissioning of each piece with its own serial number. */
export function commissioning({ input, pieces, place }: Pressed): EpcisEvent {
  return {
    type: 'ObjectEvent',
    action: 'ADD',
    eventTime: input.pressedAt,
    eventTimeZoneOffset: ZONE,
    epcList: [...pieces],
    bizStep: 'commissioning',
    disposition: 'active',
    readPoint: { id: place },
    bizLocation: { id: place },
  };
}

/** Weight of all pieces together, exact to the gram. */
export function madeKilograms({ pieces, pieceKg }: NewPressing): number {
  return Math.round(pieces * pieceKg * 1000) / 1000;
}
