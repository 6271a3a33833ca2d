import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** One revocation list and one suspension list of an issuer's key; a certificate has the same entry in both. */
@Entity('status_register')
export class StatusRegister {
  @PrimaryGeneratedColumn('identity') id: number;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** `did:key` that issues the certificates and signs the lists; a former key goes on signing its own. */
  @Column('text') issuer: string;
  /** 1, 2, 3 ...: the next is opened when this one is nearly full. */
  @Column('integer') number: number;
}
