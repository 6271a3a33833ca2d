import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Stage } from '../certificates/certificates.schemas.ts';

/** The accreditation body's word that a key of an organisation may sign for a stage, as sent to the registry on chain. */
@Entity('accreditation')
export class Accreditation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Ed25519 public key, 32 bytes: of the organisation or of one of its people's phones. */
  @Column('bytea', { name: 'issuer_key' }) issuerKey: Buffer;
  @Column('text') stage: Stage;
  @Column('timestamptz', { name: 'valid_from' }) validFrom: Date;
  @Column('timestamptz', { name: 'valid_until' }) validUntil: Date;
  /** From then on it does not hold; it may lie before the day on which that was said. */
  @Column('timestamptz', { name: 'suspended_at', nullable: true }) suspendedAt: Date | null;
  @Column('uuid', { name: 'transaction_id' }) transactionId: string;
}
