import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { HeldKey } from './custody.ts';

/**
 * An issuer key that its organisation has replaced. Kept for good: certificates that it signed name it, and their status
 * lists go on being signed with it.
 */
@Entity('former_key')
export class FormerKey implements HeldKey {
  /** did:key of the key. */
  @PrimaryColumn('text') did: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('bytea', { name: 'issuer_key' }) issuerKey: Buffer;
  @Column('bytea', { name: 'issuer_secret', nullable: true }) issuerSecret: Buffer | null;
  @Column('text', { name: 'issuer_handle', nullable: true }) issuerHandle: string | null;
  @Column('timestamptz') since: Date;
  @Column('timestamptz', { name: 'retired_at' }) retiredAt: Date;
  /** From when on somebody else may have had it. */
  @Column('timestamptz', { name: 'compromised_at', nullable: true }) compromisedAt: Date | null;
}
