import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { RowContent, RowFault, RowState } from './batches.schemas.ts';

/** One row of a batch and what became of it. */
@Entity('batch_row')
export class BatchRow {
  @PrimaryColumn('uuid', { name: 'batch_id' }) batchId: string;
  /** From 1, in the order of the file. */
  @PrimaryColumn('integer') number: number;
  /** Where it begins in the file, from 1. */
  @Column('integer') line: number;
  @Column('text') state: RowState;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** As its kind reads it; null where it could not be read. */
  @Column('jsonb', { nullable: true }) content: RowContent | null;
  /** SHA-256 of kind and content: the same row is issued once, in whichever file it comes. */
  @Column('bytea', { nullable: true }) digest: Buffer | null;
  @Column('jsonb') faults: RowFault[];
  /** Digital Links of the lots or pieces that were certified. */
  @Column('text', { array: true }) subjects: string[];
  @Column('uuid', { name: 'certificate_ids', array: true }) certificateIds: string[];
}
