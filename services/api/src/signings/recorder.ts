import { Injectable } from '@nestjs/common';
import { type EpcisEvent, eventFacets, signDocument } from '@fieldseal/provenance';
import { CertificatesService, type Draft } from '../certificates/certificates.service.ts';
import type { DeviceProof } from '../device-keys/proof.schemas.ts';
import { eventRow } from '../events/event-row.ts';
import { EventStore } from '../events/event-store.ts';
import { Keyring } from '../organisations/keyring.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';

/** An event with its hash as its id, not signed yet. */
export type IdentifiedEvent = EpcisEvent & { eventID: string };

/** Events and certificates of one record; certificates are prepared. */
export interface Documents {
  readonly events: readonly IdentifiedEvent[];
  readonly certificates: readonly Draft[];
}

/** Signs documents for an organisation beside the phone's proofs, if there are any, and records them. */
@Injectable()
export class Recorder {
  constructor(
    private readonly keyring: Keyring,
    private readonly events: EventStore,
    private readonly certificates: CertificatesService,
  ) {}

  /** @param proofs of the phone: of the events, then of the certificates; empty when the organisation signs alone */
  async record(organisation: Organisation, documents: Documents, proofs: readonly DeviceProof[]): Promise<void> {
    const { events, certificates } = documents;
    const signer = this.keyring.signer(organisation);
    for (const [i, event] of events.entries()) {
      const { proof, ...document } = await signDocument(withProof(event, proofs[i]), signer, new Date());
      const row = eventRow({ document, hash: event.eventID, facets: eventFacets(document), proof });
      await this.events.add(organisation.id, [row]);
    }
    for (const [i, draft] of certificates.entries()) {
      const document = withProof(draft.document, proofs[events.length + i]);
      await this.certificates.complete(organisation, { ...draft, document });
    }
  }
}

function withProof<Document extends object>(document: Document, proof: DeviceProof | undefined): Document {
  return proof === undefined ? document : { ...document, proof };
}
