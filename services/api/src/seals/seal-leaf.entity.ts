import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One leaf of the seal log in its final place. */
@Entity('seal_leaf')
export class SealLeaf {
  @PrimaryColumn('bigint', { name: 'leaf_index' }) leafIndex: string;
  /** Leaf data: SHA-256 of the canonical signed document. */
  @Column('bytea') digest: Buffer;
}
