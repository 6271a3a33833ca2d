import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Draft } from '../certificates/certificates.service.ts';
import type { Stage } from '../certificates/certificates.schemas.ts';
import type { IdentifiedEvent } from './recorder.ts';

/** Documents of one record that wait for the signature of a phone; nothing of them is recorded before. */
@Entity('signing')
export class Signing {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'device_key_id' }) deviceKeyId: string;
  @Column('text') stage: Stage;
  /** Digital Links of the lots or pieces that the certificates are about. */
  @Column('text', { array: true }) subjects: string[];
  @Column('uuid', { name: 'certificate_ids', array: true }) certificateIds: string[];
  @Column('jsonb') events: IdentifiedEvent[];
  /** As they were recorded. */
  @Column('jsonb') drafts: Draft[];
  /** The same with documents exactly as they are to be signed. */
  @Column('jsonb') prepared: Draft[];
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  /** When the certificates were dated. */
  @Column('timestamptz', { name: 'prepared_at' }) preparedAt: Date;
  @Column('timestamptz', { name: 'completed_at', nullable: true }) completedAt: Date | null;
  /** Whose signature it came to: the phone's, or the organisation's alone where the phone was given up. */
  @Column('text', { name: 'signed_by', nullable: true }) signedBy: 'device' | 'organisation' | null;
}
