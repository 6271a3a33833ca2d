import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A weather reporter: an account that signs observations computed from one source. */
@Entity('reporter')
export class Reporter {
  /** EIP-55 address. */
  @PrimaryColumn('text') address: string;
  @Column('text') name: string;
  /** The source's name; the chain knows it by its keccak-256. */
  @Column('text', { name: 'source_id' }) sourceId: string;
  /** Its registration on the chain. */
  @Column('uuid', { name: 'transaction_id' }) transactionId: string;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
