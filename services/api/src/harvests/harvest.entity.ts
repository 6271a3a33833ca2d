import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A lot of leaf as it was picked. */
@Entity('harvest')
export class Harvest {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'plot_id' }) plotId: string;
  @Column('text') gtin: string;
  @Column('text') lot: string;
  @Column('text', { name: 'digital_link' }) digitalLink: string;
  @Column('bigint', { name: 'quantity_grams' }) quantityGrams: string;
  /** What pressings have taken of it. */
  @Column('bigint', { name: 'consumed_grams', default: 0 }) consumedGrams: string;
  @Column('timestamptz', { name: 'harvested_at' }) harvestedAt: Date;
  @Column('text', { name: 'event_hash' }) eventHash: string;
  @Column('uuid', { name: 'certificate_id' }) certificateId: string;
  /** What its documents waited for, if they waited; refused, it takes the harvest along. */
  @Column('uuid', { name: 'signing_id', nullable: true }) signingId: string | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
