import { Injectable } from '@nestjs/common';
import { type EpcisEvent, eventFacets, signDocuments } from '@fieldseal/provenance';
import { CertificatesService, type Draft } from '../certificates/certificates.service.ts';
import { issueMany } from '../certificates/issue-many.ts';
import { eventRow } from '../events/event-row.ts';
import { EventStore } from '../events/event-store.ts';
import { Keyring } from '../organisations/keyring.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import { Background } from '../platform/background.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { SEAL_QUEUE } from '../seals/seal-log.service.ts';

type IdentifiedEvent = EpcisEvent & { eventID: string };

/** Records many events, and certificates that rest on them, with one statement for each. */
@Injectable()
export class BulkIssuer {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly keyring: Keyring,
    private readonly events: EventStore,
    private readonly certificates: CertificatesService,
    private readonly background: Background,
  ) {}

  /** Signs events for an organisation and stores them. @throws Problem conflict when one is recorded already */
  async record(organisation: Organisation, events: readonly IdentifiedEvent[]): Promise<void> {
    const signed = await signDocuments(events, this.keyring.signer(organisation), new Date());
    const rows = events.map((document, i) =>
      eventRow({ document, hash: document.eventID, facets: eventFacets(document), proof: signed[i]?.proof }),
    );
    const outcomes = await this.events.add(organisation.id, rows);
    const known = outcomes.find(({ status }) => status !== 'accepted');
    if (known !== undefined) throw new Problem('conflict', `Event ${known.eventID ?? ''} is recorded already.`);
  }

  /**
   * Signs certificates for their issuer and stores them; identity certificates wait for the appraiser then, the others
   * are issued.
   * @throws Problem not-accredited, or conflict when a subject has a certificate of this stage
   */
  async issue(issuer: Organisation, drafts: readonly Draft[]): Promise<void> {
    const prepared = await this.certificates.prepareAll(issuer, drafts);
    const byKey = Map.groupBy(prepared, ({ document }) => document.issuer.id);
    for (const [did, group] of byKey) {
      const signer = await this.keyring.signerOf(issuer, did);
      const issue = { organisationId: issuer.id, signer, created: new Date(), drafts: group };
      await issueMany((sql, values) => this.unit.query(sql, values), issue);
    }
    this.background.nudge(SEAL_QUEUE);
  }
}
