import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The one answer of a reporter to a round, as signed for the chain. */
@Entity('round_observation')
export class RoundObservation {
  @PrimaryColumn('text', { name: 'round_key' }) roundKey: string;
  @PrimaryColumn('text') reporter: string;
  /** Thousandths of the index's unit. */
  @Column('bigint', { name: 'value_milli' }) valueMilli: string;
  @Column('integer', { name: 'missing_days' }) missingDays: number;
  @Column('text', { name: 'raw_data_hash' }) rawDataHash: string;
  /** keccak-256 of the source's name. */
  @Column('text', { name: 'source_id' }) sourceId: string;
  /** Epoch seconds. */
  @Column('bigint', { name: 'observed_at' }) observedAt: string;
  @Column('text') signature: string;
  @CreateDateColumn({ name: 'received_at', type: 'timestamptz' }) receivedAt: Date;
}
