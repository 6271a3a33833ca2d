import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export interface BlendInput {
  /** Digital Link of a lot of leaf. */
  readonly lot: string;
  readonly quantityKg: number;
}

/** A lot of leaf mixed from several. */
@Entity('blend')
export class Blend {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') gtin: string;
  @Column('text') lot: string;
  @Column('text', { name: 'digital_link' }) digitalLink: string;
  @Column('jsonb') inputs: BlendInput[];
  @Column('bigint', { name: 'quantity_grams' }) quantityGrams: string;
  /** What pressings and further blends have taken of it. */
  @Column('bigint', { name: 'consumed_grams', default: 0 }) consumedGrams: string;
  @Column('timestamptz', { name: 'blended_at' }) blendedAt: Date;
  @Column('text', { name: 'event_hash' }) eventHash: string;
  @Column('uuid', { name: 'certificate_id' }) certificateId: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
