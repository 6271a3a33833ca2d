import { Inject, Injectable } from '@nestjs/common';
import type { Sheet } from '@fieldseal/provenance/rendering';
import { StoredCertificate } from '../certificates/certificate.entity.ts';
import { CONFIG, type Config } from '../config.ts';
import { hashDigits } from '../events/event-row.ts';
import { found } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { EvidenceKey } from './renderings.schemas.ts';
import { SheetSource } from './sheet-source.service.ts';
import { SIGNED_EVENT } from './sheet-source.sql.ts';

/** A certificate that all its signers have signed. */
type Issued = StoredCertificate & { readonly digest: Buffer };

interface PublishedEvent {
  readonly document: Record<string, unknown>;
  readonly digest: Buffer;
}

/** Certificates with what is shown around them. */
@Injectable()
export class SheetsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly source: SheetSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Whether it is good or withdrawn by now. @throws Problem not-found, also while it waits for a signature */
  async issued(id: string): Promise<Issued> {
    const stored = await this.unit.repository(StoredCertificate).findOneBy({ id });
    return found(isIssued(stored) ? stored : undefined, `Certificate ${id}`);
  }

  async of(id: string): Promise<Sheet> {
    const stored = await this.issued(id);
    const { document, digest, subject } = stored;
    const address = (other: string): string => `${this.config.publicUrl}/certificates/${other}`;
    const eventAddress = (hash: string): string =>
      `${this.config.publicUrl}/api/certificates/${stored.id}/events/${hash}`;
    const standing = await this.source.standing(stored, new Date());
    const signers = await this.source.signers(document);
    const events = await this.source.events(document, eventAddress);
    const before = await this.source.predecessors(document, address);
    const seal = await this.source.seal(digest);
    return {
      certificate: document,
      digest: digest.toString('hex'),
      address: address(stored.id),
      link: subject,
      standing,
      signers,
      events,
      before,
      ...(seal === undefined ? {} : { seal }),
    };
  }

  /** An event that the certificate names. @throws Problem not-found */
  async event({ id, hash }: EvidenceKey): Promise<PublishedEvent> {
    const { document, organisationId } = await this.issued(id);
    const isCited = document.evidence.some((event) => hashDigits(event.id) === hash);
    const [event] = isCited ? await this.unit.query<PublishedEvent>(SIGNED_EVENT, [hash, organisationId]) : [];
    return found(event, `Event ${hash} of certificate ${id}`);
  }
}

function isIssued(stored: StoredCertificate | null): stored is Issued {
  return stored !== null && stored.status !== 'awaiting-countersignature' && stored.digest !== null;
}
