import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Stage } from '../certificates/certificates.schemas.ts';

/** The accreditation body's word that an organisation may issue for a stage, as sent to the registry on chain. */
@Entity('accreditation')
export class Accreditation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') stage: Stage;
  @Column('timestamptz', { name: 'valid_from' }) validFrom: Date;
  @Column('timestamptz', { name: 'valid_until' }) validUntil: Date;
  @Column('uuid', { name: 'transaction_id' }) transactionId: string;
}
