import { Injectable } from '@nestjs/common';
import { type EpcisEvent, eventFacets, signEvent } from '@fieldseal/provenance';
import { Keyring } from '../organisations/keyring.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import { eventRow } from './event-row.ts';
import { EventStore } from './event-store.ts';

/** An event before it is signed; times and identifiers are filled in by its maker. */
export type NewEvent = EpcisEvent;

/** What certificates cite of an event. */
export interface Evidence {
  readonly hash: string;
  readonly eventType: EpcisEvent['type'];
}

/** Event times are told in China Standard Time, where the sample chain of custody lives. */
export const ZONE = '+08:00';

@Injectable()
export class EventsService {
  constructor(
    private readonly keyring: Keyring,
    private readonly store: EventStore,
  ) {}

  /** Signs an event for an organisation, stores it once and appends it to the seal log. */
  async capture(organisation: Organisation, event: NewEvent): Promise<Evidence> {
    const { proof, ...document } = await signEvent(event, this.keyring.signer(organisation), new Date());
    const { eventID: hash, type: eventType } = document;
    await this.store.add(organisation.id, [eventRow({ document, hash, facets: eventFacets(document), proof })]);
    return { hash, eventType };
  }
}
