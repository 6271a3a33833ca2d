import type { SignedEvent } from '@fieldseal/provenance';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A signed EPCIS event: a fact, never changed. */
@Entity('event')
export class Event {
  /** CBV 2.0 event hash id (section 8.9). */
  @PrimaryColumn('text') hash: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') type: SignedEvent['type'];
  @Column('timestamptz', { name: 'event_time' }) eventTime: Date;
  @Column('jsonb') document: SignedEvent;
  /** SHA-256 of the canonical signed document: its leaf in the seal log. */
  @Column('bytea') digest: Buffer;
}
