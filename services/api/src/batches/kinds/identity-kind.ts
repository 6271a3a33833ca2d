import { Injectable } from '@nestjs/common';
import { identifyEvent } from '@fieldseal/provenance';
import { z } from 'zod';
import type { Actor } from '../../access/actor.ts';
import { association, identity } from '../../identities/identity.ts';
import type { Organisation } from '../../organisations/organisation.entity.ts';
import { OrganisationsService } from '../../organisations/organisations.service.ts';
import { Identifiers } from '../../platform/identifiers.ts';
import { Gtin, Serial } from '../../products/products.schemas.ts';
import type { RowFault } from '../batches.schemas.ts';
import { BulkIssuer } from '../bulk-issuer.ts';
import { columnFault, type Issued, Kind } from './kind.ts';
import { type PieceFacts, PiecesToIdentify } from './pieces-to-identify.ts';

const PieceRow = z.strictObject({ gtin: Gtin, serial: Serial });
type PieceRow = z.infer<typeof PieceRow>;

/** A pressed and enrolled piece a row: its wrapper bound to it, and its identity certificate for the appraiser to sign. */
@Injectable()
export class IdentityKind extends Kind<PieceRow> {
  readonly action = 'identities:create';
  protected readonly schema = PieceRow;
  readonly columns = [
    { name: 'gtin', zh: '产品条码', en: 'Product GTIN', type: 'text', isRequired: true, example: '06901234567908' },
    { name: 'serial', zh: '序列号', en: 'Serial', type: 'text', isRequired: true, example: '7ATH334WGJZN5V7MB' },
  ] as const;

  constructor(
    private readonly organisations: OrganisationsService,
    private readonly pieces: PiecesToIdentify,
    private readonly identifiers: Identifiers,
    private readonly issuer: BulkIssuer,
  ) {
    super();
  }

  async check(actor: Actor, rows: readonly PieceRow[]): Promise<RowFault[][]> {
    const facts = await this.pieces.of(rows);
    return facts.map((piece, i) => faultsOf(actor, rows[i], piece));
  }

  async issue(actor: Actor, rows: readonly PieceRow[]): Promise<Issued[]> {
    const factory = await this.organisations.get(actor.organisationId);
    const now = new Date();
    const works = (await this.pieces.of(rows)).map((piece) => this.work(factory, piece, now));
    await this.issuer.record(
      factory,
      works.map(({ event }) => event),
    );
    await this.issuer.issue(
      factory,
      works.map(({ draft }) => draft),
    );
    return works.map(({ draft: { subject, document } }) => ({
      subjects: [subject],
      certificateIds: [document.id.slice('urn:uuid:'.length)],
    }));
  }

  private work(factory: Organisation, { item, pressing, product, fingerprint, pieces, births }: PieceFacts, now: Date) {
    if (item === undefined || pressing === undefined || product === undefined || fingerprint === undefined)
      throw new Error('this row was not checked');
    const wrapper = this.identifiers.wrapper(item.serial);
    const event = identifyEvent(association(item, wrapper, this.identifiers.place(factory.id), now));
    const [transformed, commissioned] = pressing.eventHashes;
    const document = identity(
      {
        factory,
        product,
        pressing,
        madeKg: (pieces * Number(pressing.pieceGrams)) / 1000,
        item,
        wrapper,
        fingerprint,
        births: births.filter((digest) => digest !== undefined),
        evidence: [
          { hash: transformed, eventType: 'TransformationEvent' },
          { hash: commissioned, eventType: 'ObjectEvent' },
          { hash: event.eventID, eventType: event.type },
        ],
      },
      now,
    );
    return { event, draft: { stage: 'identity', subject: item.digitalLink, document } as const };
  }
}

function faultsOf(actor: Actor, row: PieceRow | undefined, facts: PieceFacts): RowFault[] {
  const { item, fingerprint, births, isCertified } = facts;
  const name = `${row?.gtin ?? ''} / ${row?.serial ?? ''}`;
  if (item === undefined) return [columnFault('serial', 'not-found', `there is no piece ${name}`)];
  if (item.organisationId !== actor.organisationId)
    return [columnFault('serial', 'not-allowed', 'another organisation made this piece')];
  const faults: RowFault[] = [];
  if (fingerprint === undefined)
    faults.push(columnFault('serial', 'not-enrolled', 'the surface of this piece is not enrolled yet: photograph it'));
  if (isCertified) faults.push(columnFault('serial', 'conflict', 'this piece has an identity certificate already'));
  if (births.includes(undefined))
    faults.push(columnFault('serial', 'no-birth', 'a leaf lot of this piece has no issued birth certificate'));
  return faults;
}
