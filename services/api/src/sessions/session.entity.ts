import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A signed-in browser; only the hash of its token is kept. */
@Entity('session')
export class Session {
  @PrimaryColumn('bytea', { name: 'token_hash' }) tokenHash: Buffer;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
}
