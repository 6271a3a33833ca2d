import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Behaviour, EventResult } from './capture.schemas.ts';

/** What became of a capture, event by event. */
@Entity('capture_job')
export class CaptureJob {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'finished_at' }) finishedAt: Date;
  @Column('text') behaviour: Behaviour;
  /** No event was rejected. */
  @Column('boolean') success: boolean;
  @Column('integer') accepted: number;
  @Column('integer') duplicates: number;
  @Column('integer') rejected: number;
  @Column('jsonb') results: EventResult[];
}
