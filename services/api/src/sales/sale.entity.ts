import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The retail sale of a piece; its buyer may review it with the code on the receipt. */
@Entity('sale')
export class Sale {
  @PrimaryColumn('uuid') id: string;
  @Column('text') gtin: string;
  @Column('text') serial: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') place: string;
  @Column('timestamptz', { name: 'sold_at' }) soldAt: Date;
  @Column('bytea', { name: 'review_code_hash' }) reviewCodeHash: Buffer;
  @Column('text', { name: 'event_hash' }) eventHash: string;
}
