import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A link that an organisation registered for an identifier of its own. */
@Entity('link')
export class Link {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Path of the primary key of the anchor: `/01/06901234567892`. */
  @Column('text') key: string;
  /** Path of the identifier, uncompressed: `/01/06901234567892/10/A1`. */
  @Column('text') anchor: string;
  /** Link type as a full URI of the GS1 web vocabulary or schema.org. */
  @Column('text') relation: string;
  @Column('text') href: string;
  @Column('text') title: string;
  @Column('text', { array: true }) hreflang: string[];
  @Column('text', { name: 'media_type', nullable: true }) mediaType: string | null;
  @Column('text', { array: true }) context: string[];
  @Column('boolean', { name: 'is_default' }) isDefault: boolean;
  /** Whether a redirection takes the query string of the request along. */
  @Column('boolean', { name: 'forwards_query' }) forwardsQuery: boolean;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
