import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Stage } from '../certificates/certificates.schemas.ts';

/** That a person would not sign what waited for them: all that is left of it. */
@Entity('signing_refusal')
export class SigningRefusal {
  /** Of the signing. */
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'device_key_id' }) deviceKeyId: string;
  @Column('text') stage: Stage;
  /** Digital Links of the lots or pieces that the certificates would have been about. */
  @Column('text', { array: true }) subjects: string[];
  @Column('text') reason: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('timestamptz', { name: 'refused_at' }) refusedAt: Date;
}
