import { Injectable } from '@nestjs/common';
import { type CapturedEvent, EPCIS_CONTEXT, epcisEventSchema, eventFacets, signEvent } from '@fieldseal/provenance';
import { type EventRow, eventRow } from '../events/event-row.ts';
import { Keyring } from '../organisations/keyring.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';

/**
 * Declarations that an event was recorded in error are signed for the organisation as they come in: evidence about a
 * piece carries them, where nobody can ask this database who said so.
 */
@Injectable()
export class SignedDeclarations {
  constructor(
    private readonly keyring: Keyring,
    private readonly organisations: OrganisationsService,
  ) {}

  /** The row with its proof, if it is a declaration about an event of the standard's own types that can stand alone. */
  async sign(organisationId: string, row: EventRow, { document, hash }: CapturedEvent): Promise<EventRow> {
    if (row.declaration === '' || row.givenId !== null || !standsAlone(document)) return row;
    const event = epcisEventSchema.safeParse({ ...document, '@context': [EPCIS_CONTEXT] });
    if (!event.success) return row;
    const organisation = await this.organisations.get(organisationId);
    const { proof, ...signed } = await signEvent(event.data, this.keyring.signer(organisation), new Date());
    return signed.eventID === hash ? eventRow({ document: signed, hash, facets: eventFacets(signed), proof }) : row;
  }
}

/** Without names of its own: evidence has no room for what they might mean. */
function standsAlone(document: CapturedEvent['document']): boolean {
  const context = [document['@context'] ?? []].flat();
  return context.every((entry) => entry === EPCIS_CONTEXT);
}
