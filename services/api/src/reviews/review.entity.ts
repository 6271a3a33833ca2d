import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What somebody who really bought the piece says of it. */
@Entity('review')
export class Review {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'sale_id' }) saleId: string;
  /** 1 to 5. */
  @Column('integer') rating: number;
  @Column('text') words: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
