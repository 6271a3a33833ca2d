import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A thermo-hygrometer of a warehouse; it signs in to the broker with its id and a password. */
@Entity('sensor')
export class Sensor {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') name: string;
  @Column('text') location: string;
  /** SHA-256 of a random 192-bit password: nothing to guess, so nothing to slow down. */
  @Column('bytea', { name: 'password_hash' }) passwordHash: Buffer;
}
