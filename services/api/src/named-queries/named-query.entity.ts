import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A query that an organisation has given a name; subscriptions refer to it. */
@Entity('named_query')
export class NamedQuery {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') name: string;
  /** The query document as it was sent. */
  @Column('jsonb') query: Record<string, unknown>;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt: Date;
}
