import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One physical piece: a pressed cake with its own serial number. */
@Entity('item')
export class Item {
  @PrimaryColumn('text') gtin: string;
  @PrimaryColumn('text') serial: string;
  @Column('text', { name: 'digital_link' }) digitalLink: string;
  @Column('uuid', { name: 'pressing_id' }) pressingId: string;
  /** The maker. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** The case that it lies in. */
  @Column('text', { nullable: true }) sscc: string | null;
}
