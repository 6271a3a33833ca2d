import type { EpcisEvent, Proof } from '@fieldseal/provenance';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An EPCIS event as one organisation recorded it: a fact, never changed. */
@Entity('event')
export class Event {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id: string;
  /** Who recorded it. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** The 32 bytes of the CBV 2.0 event hash (section 8.9). */
  @Column('bytea') hash: Buffer;
  /** SHA-256 of the canonical error declaration, which the hash leaves out; empty for ordinary events. */
  @Column('bytea') declaration: Buffer;
  @Column('text') type: string;
  @Column('timestamptz', { name: 'event_time' }) eventTime: Date;
  @Column('timestamptz', { name: 'record_time' }) recordTime: Date;
  /** Without the proof. */
  @Column('jsonb') document: EpcisEvent;
  /** Our Data Integrity proof, where the event was signed here. */
  @Column('jsonb', { nullable: true }) proof: Proof | Proof[] | null;
  /** SHA-256 of the canonical document, proof included: its leaf in the seal log. */
  @Column('bytea') digest: Buffer;
}
