import type { CoverTerms } from '@fieldseal/oracle/pure';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** `open` while reporters are asked; `answered` once the chain has a value, or will have none. */
export type RoundState = 'open' | 'answered';

/** One question to the reporters: the weather index of one phase of a season. */
@Entity('oracle_round')
export class OracleRound {
  /** Key on the chain, 0x-hex of 32 bytes. */
  @PrimaryColumn('text') key: string;
  @Column('text', { default: 'open' }) status: RoundState;
  /** Name of the phase of the terms. */
  @Column('text') phase: string;
  @Column('jsonb') terms: CoverTerms;
  @Column('text', { name: 'terms_hash' }) termsHash: string;
  /** First day of the weather, YYYY-MM-DD; it begins at `startedAt`. */
  @Column('text', { name: 'season_start' }) seasonStart: string;
  /** Wall seconds in which one day of weather passes; 86400 in production. */
  @Column('double precision', { name: 'seconds_per_day' }) secondsPerDay: number;
  @Column('timestamptz', { name: 'started_at' }) startedAt: Date;
  /** When the weather of the whole window is over; a whole second. */
  @Column('timestamptz', { name: 'final_at' }) finalAt: Date;
  @Column('integer', { name: 'dispute_seconds' }) disputeSeconds: number;
  @Column('timestamptz') deadline: Date;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
