import type { SignedStatusList, StatusPurpose } from '@fieldseal/provenance';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One status list with the credential that says it (W3C Bitstring Status List 1.0). */
@Entity('status_list')
export class StatusList {
  /** Last part of the address at which it is served. */
  @PrimaryColumn('uuid') id: string;
  @Column('integer', { name: 'register_id' }) registerId: number;
  @Column('text') purpose: StatusPurpose;
  /** One bit an entry, the left-most first. */
  @Column('bytea') bits: Buffer;
  /** Signed by the key of the certificates that it speaks about. */
  @Column('jsonb') document: SignedStatusList;
  /** SHA-256 of the canonical signed document. */
  @Column('bytea') digest: Buffer;
  /** When it is to be signed again, well before it goes out of date. */
  @Column('timestamptz', { name: 'renew_at' }) renewAt: Date;
}
