import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Running index of one reporter after one day, for the picture; the newest day is the reporter's progress. */
@Entity('round_progress')
export class RoundProgress {
  @PrimaryColumn('text', { name: 'round_key' }) roundKey: string;
  @PrimaryColumn('text') reporter: string;
  /** YYYY-MM-DD. */
  @PrimaryColumn('text', { name: 'through_date' }) throughDate: string;
  /** Thousandths of the index's unit. */
  @Column('bigint', { name: 'value_milli' }) valueMilli: string;
  /** EIP-712 signature of the reporter over round, date and value. */
  @Column('text') signature: string;
}
