import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An assessor's grade of a piece. */
@Entity('grading')
export class Grading {
  @PrimaryColumn('uuid') id: string;
  @Column('text') gtin: string;
  @Column('text') serial: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') grade: string;
  @Column('text') method: string;
  /** 0 to 100. */
  @Column('integer') score: number;
  @Column('timestamptz', { name: 'graded_at' }) gradedAt: Date;
  @Column('text', { name: 'event_hash' }) eventHash: string;
}
