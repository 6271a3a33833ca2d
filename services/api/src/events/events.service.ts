import { Injectable } from '@nestjs/common';
import { digest, type EpcisEvent, signEvent } from '@fieldseal/provenance';
import { Keyring } from '../organisations/keyring.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { SealLogService } from '../seals/seal-log.service.ts';
import { Event } from './event.entity.ts';

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
    private readonly unit: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly log: SealLogService,
  ) {}

  /** Signs an event for an organisation, stores it once and appends it to the seal log. */
  async capture(organisation: Organisation, event: NewEvent): Promise<Evidence> {
    const document = await signEvent(event, this.keyring.signer(organisation), new Date());
    const evidence: Evidence = { hash: document.eventID, eventType: document.type };
    const events = this.unit.repository(Event);
    if (await events.existsBy({ hash: evidence.hash })) return evidence;
    const leaf = Buffer.from(digest(document));
    await events.insert({
      hash: evidence.hash,
      organisationId: organisation.id,
      type: document.type,
      eventTime: new Date(document.eventTime),
      document: document as object,
      digest: leaf,
    });
    await this.log.append(leaf);
    return evidence;
  }
}
