import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { OrganisationKind } from './organisations.schemas.ts';

/** A legal person of the chain of custody, with the keys that it signs and pays with. */
@Entity('organisation')
export class Organisation {
  @PrimaryColumn('uuid') id: string;
  @Column('text') kind: OrganisationKind;
  @Column('text', { name: 'name_zh' }) nameZh: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  /** did:key of the Ed25519 key below. */
  @Column('text') did: string;
  /** Ed25519 public key, 32 bytes. */
  @Column('bytea', { name: 'issuer_key' }) issuerKey: Buffer;
  /** Encrypted seed of the key, unless a key service keeps it. */
  @Column('bytea', { name: 'issuer_secret', nullable: true }) issuerSecret: Buffer | null;
  /** What the key service calls the key, if one keeps it. */
  @Column('text', { name: 'issuer_handle', nullable: true }) issuerHandle: string | null;
  @Column('timestamptz', { name: 'issuer_since' }) issuerSince: Date;
  /** Address on the chain (EIP-55). */
  @Column('text') account: string;
  /** Encrypted secp256k1 secret key of the account. */
  @Column('bytea', { name: 'account_secret' }) accountSecret: Buffer;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
