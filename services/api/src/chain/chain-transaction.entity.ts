import { Column, Entity, PrimaryColumn } from 'typeorm';

export type TransactionStatus = 'queued' | 'sent' | 'mined' | 'reverted';

/** A log of a mined transaction, as contracts' decoders want it. */
export interface TransactionLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** One transaction of the journal: written before it is sent, never forgotten, sent again if the chain lost it. */
@Entity('chain_transaction')
export class ChainTransaction {
  @PrimaryColumn('uuid') id: string;
  /** Order of the whole journal; lost transactions are sent again in this order. */
  @Column({ type: 'bigint', insert: false, update: false }) position: string;
  /** What it is for, in words: shown to people and used in logs. */
  @Column('text') purpose: string;
  @Column('text') sender: string;
  @Column('text') target: string;
  @Column('text') data: string;
  /** Wei. */
  @Column('numeric', { default: 0 }) value: string;
  @Column('text', { default: 'queued' }) status: TransactionStatus;
  @Column('integer', { nullable: true }) nonce: number | null;
  /** The signed transaction. */
  @Column('text', { nullable: true }) raw: string | null;
  @Column('text', { nullable: true }) hash: string | null;
  @Column('bigint', { name: 'gas_used', nullable: true }) gasUsed: string | null;
  @Column('bigint', { name: 'block_number', nullable: true }) blockNumber: string | null;
  @Column('jsonb', { nullable: true }) logs: TransactionLog[] | null;
  /** Why it was refused, decoded from the revert data. */
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { name: 'mined_at', nullable: true }) minedAt: Date | null;
}
