import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A tree head that was sent to the chain. */
@Entity('seal')
export class Seal {
  @PrimaryColumn('bigint', { name: 'tree_size' }) treeSize: string;
  @Column('bytea') root: Buffer;
  @Column('uuid', { name: 'transaction_id' }) transactionId: string;
}
