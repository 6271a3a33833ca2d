import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export interface LeafInput {
  /** Digital Link of the harvest lot. */
  readonly lot: string;
  readonly quantityKg: number;
}

/** Leaf lots turned into a made lot of pressed pieces. */
@Entity('pressing')
export class Pressing {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') gtin: string;
  @Column('text') lot: string;
  @Column('text', { name: 'digital_link' }) digitalLink: string;
  @Column('jsonb') inputs: LeafInput[];
  @Column('bigint', { name: 'piece_grams' }) pieceGrams: string;
  @Column('timestamptz', { name: 'pressed_at' }) pressedAt: Date;
  /** Transformation, then commissioning of the pieces. */
  @Column('jsonb', { name: 'event_hashes' }) eventHashes: [string, string];
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
