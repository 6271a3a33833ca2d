import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Role } from '../access/policy.ts';

/** Somebody who signs in for an organisation. */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text') role: Role;
  /** argon2id, PHC string format. */
  @Column('text', { name: 'password_hash' }) passwordHash: string;
}
