import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The signing key of one person's phone. Its secret half never leaves the phone. */
@Entity('device_key')
export class DeviceKey {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  /** What its owner calls the phone. */
  @Column('text') name: string;
  /** did:key of the Ed25519 key below. */
  @Column('text') did: string;
  /** Ed25519 public key, 32 bytes. */
  @Column('bytea', { name: 'issuer_key' }) issuerKey: Buffer;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  /** From then on it signs nothing more; it may lie before the day on which that was said. */
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('uuid', { name: 'revoked_by', nullable: true }) revokedBy: string | null;
  /** In the words of who revoked it. */
  @Column('text', { name: 'revocation_reason', nullable: true }) revocationReason: string | null;
}
