import type { Certificate } from '@fieldseal/provenance';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { CertificateKind, CertificateStatus } from './certificates.schemas.ts';

/**
 * A signed certificate. Kept for good, withdrawn or not: the law asks for six months (承诺达标合格证), and later ones build
 * on it.
 */
@Entity('certificate')
export class StoredCertificate {
  @PrimaryColumn('uuid') id: string;
  @Column('text') stage: CertificateKind;
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
