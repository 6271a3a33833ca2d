import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Pieces received into a case of a warehouse. */
@Entity('receipt')
export class Receipt {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') sscc: string;
  @Column('text') location: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  /** Digital Links. */
  @Column('jsonb') items: string[];
  /** Aggregation, then storing. */
  @Column('jsonb', { name: 'event_hashes' }) eventHashes: [string, string];
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
