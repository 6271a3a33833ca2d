import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

export type StepKind = 'close' | 'propose' | 'finalize' | 'settle' | 'pay';

/** One thing done for a series on the chain, written together with its entry in the journal. */
@Entity('cover_step')
export class CoverStep {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'series_id' }) seriesId: string;
  @Column('text') kind: StepKind;
  /** Counts from 1. */
  @Column('integer') attempt: number;
  /** Which of the attempt's transactions, from 0: payments come in batches. */
  @Column('integer') part: number;
  @Column('uuid', { name: 'transaction_id' }) transactionId: string;
  /** What its logs say about payments is in the policies. */
  @Column('boolean', { default: false }) recorded: boolean;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
