import type { Certificate } from '@fieldseal/provenance';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateStatus, Stage } from './certificates.schemas.ts';

/** A signed certificate of one stage of life. */
@Entity('certificate')
export class StoredCertificate {
  @PrimaryColumn('uuid') id: string;
  @Column('text') stage: Stage;
  @Column('text') status: CertificateStatus;
  /** The issuer. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Digital Link of the lot or piece that it is about. */
  @Column('text') subject: string;
  @Column('jsonb') document: Certificate;
  /** SHA-256 of the canonical signed document, once all proofs are there: its leaf in the seal log. */
  @Column('bytea', { nullable: true }) digest: Buffer | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { name: 'issued_at', nullable: true }) issuedAt: Date | null;
}
