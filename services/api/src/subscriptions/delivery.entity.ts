import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** `split`: the receiver found it too large, and its events come again in smaller messages. */
export type DeliveryState = 'pending' | 'delivered' | 'split';

/** A message to a subscriber, kept as it was sent so that it can be sent again. */
@Entity('webhook_delivery')
export class Delivery {
  /** The `webhook-id`: the same at every attempt. */
  @PrimaryColumn('uuid') id: string;
  @Column('bigint', { generated: 'identity' }) position: string;
  @Column('uuid', { name: 'subscription_id' }) subscriptionId: string;
  @Column('text', { select: false }) body: string;
  @Column('integer', { name: 'event_count' }) eventCount: number;
  @Column('text') state: DeliveryState;
  @Column('integer') attempts: number;
  @Column('timestamptz', { name: 'next_attempt_at' }) nextAttemptAt: Date;
  /** HTTP status of the last answer; absent where there was none. */
  @Column('integer', { name: 'last_status', nullable: true }) lastStatus: number | null;
  @Column('text', { name: 'last_error', nullable: true }) lastError: string | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { name: 'delivered_at', nullable: true }) deliveredAt: Date | null;
}
