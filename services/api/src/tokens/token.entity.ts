import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import type { Scope } from '../access/policy.ts';

/** What a machine signs its requests with; only the hash of the token is kept. */
@Entity('api_token')
export class ApiToken {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('text') name: string;
  @Column({ type: 'text', array: true }) scopes: Scope[];
  @Column('bytea', { name: 'token_hash', select: false }) tokenHash: Buffer;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
}
