import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { QuerySchedule } from './schedule.ts';

/** `paused`: the receiver failed for too long; `disabled`: it said that it is gone. Nothing is lost in either. */
export type SubscriptionState = 'active' | 'paused' | 'disabled';

/** A named query that is run again and again, its new results posted to an address. */
@Entity('subscription')
export class Subscription {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'query_id' }) queryId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Who subscribed: deliveries show what this person may see. */
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') dest: string;
  /** Host and port of `dest`. */
  @Column('text') host: string;
  /** Encrypted signature token. */
  @Column('bytea') secret: Buffer;
  @Column('boolean', { name: 'report_if_empty' }) reportIfEmpty: boolean;
  /** Absent for a stream, which reports as events arrive. */
  @Column('jsonb', { nullable: true }) schedule: QuerySchedule | null;
  /** Absent where nobody asked for one: what arrived after the subscription was made is reported then. */
  @Column('timestamptz', { name: 'initial_record_time', nullable: true }) initialRecordTime: Date | null;
  /** Everything that arrived before it is delivered or waits in a delivery. */
  @Column('text') cursor: string;
  /** How many events a message has at most; halved when the receiver finds a message too large. */
  @Column('integer') batch: number;
  /** When the query is run next; of a stream, since when it waits to be looked at. */
  @Column('timestamptz', { name: 'due_at' }) dueAt: Date;
  @Column('timestamptz', { name: 'last_run_at', nullable: true }) lastRunAt: Date | null;
  @Column('timestamptz', { name: 'last_notified_at', nullable: true }) lastNotifiedAt: Date | null;
  @Column('text') state: SubscriptionState;
  @Column('text', { name: 'state_reason', nullable: true }) stateReason: string | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
