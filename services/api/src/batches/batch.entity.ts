import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../access/policy.ts';
import type { BatchKindName, BatchMode, BatchState, Headings } from './batches.schemas.ts';

/** A table of rows that certificates are issued from. */
@Entity('batch')
export class Batch {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Who sent it, and in which role; its rows are recorded in this person's name. */
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') role: Role;
  @Column('text') kind: BatchKindName;
  @Column('text') mode: BatchMode;
  @Column('text') state: BatchState;
  /** Issued as soon as it is checked; otherwise somebody looks at it first. */
  @Column('boolean') confirmed: boolean;
  @Column('text', { name: 'file_name', nullable: true }) fileName: string | null;
  /** SHA-256 of what was sent and of what was asked for it. */
  @Column('bytea', { name: 'content_digest' }) contentDigest: Buffer;
  @Column('text', { name: 'idempotency_key', nullable: true }) idempotencyKey: string | null;
  /** How the columns are headed in the file, by their names; none in JSON. */
  @Column('jsonb') headings: Headings;
  /** Number of rows. */
  @Column('integer') total: number;
  /** Of the newest event. */
  @Column('integer') sequence: number;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  /** When it was worked on last: batches take turns. */
  @CreateDateColumn({ name: 'touched_at', type: 'timestamptz' }) touchedAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
