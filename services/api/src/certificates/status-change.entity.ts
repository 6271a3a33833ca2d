import type { SignedStatusList } from '@fieldseal/provenance';
import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { StatusAction } from './certificates.schemas.ts';

/** Who withdrew or reinstated a certificate, when and why, with the list that published it. */
@Entity('status_change')
export class StatusChange {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' }) id: string;
  @Column('uuid', { name: 'certificate_id' }) certificateId: string;
  @Column('text') action: StatusAction;
  @Column('text') reason: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  /** The signed status list as it was published: with its place in the seal log it proves since when. */
  @Column('jsonb') list: SignedStatusList;
  @Column('bytea', { name: 'list_digest' }) listDigest: Buffer;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}
