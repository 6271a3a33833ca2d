import { Column, CreateDateColumn, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import { OracleRound } from '../oracle-rounds/oracle-round.entity.ts';
import type { SeriesState } from './series.schemas.ts';

/** A series of cover on the chain, with what the worker last saw of it there. */
@Entity('cover_series')
export class CoverSeries {
  @PrimaryColumn('uuid') id: string;
  /** Order of creation, first part of its policies' numbers. */
  @Column({ type: 'integer', insert: false, update: false }) position: number;
  /** The insurer. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  /** Id on the chain, 0x-hex of 32 bytes. */
  @Column('text', { name: 'series_key' }) seriesKey: string;
  @Column('text', { name: 'round_key' }) roundKey: string;
  @OneToOne(() => OracleRound, { eager: true })
  @JoinColumn({ name: 'round_key' })
  round: OracleRound;
  /** Hash of peril and season: a plot is insured once for each. */
  @Column('text', { name: 'peril_season' }) perilSeason: string;
  /** Premium per sum insured, basis points x 100. */
  @Column('integer', { name: 'premium_rate' }) premiumRate: number;
  /** Greatest total sum insured, smallest units of the token. */
  @Column('numeric') cap: string;
  /** End of sales, exclusive; a whole second. */
  @Column('timestamptz', { name: 'sales_end' }) salesEnd: Date;
  /** The last transaction of its opening. */
  @Column('uuid', { name: 'transaction_id' }) transactionId: string;
  @Column('text', { default: 'draft' }) state: SeriesState;
  /** Why it could not be opened, or what the chain keeps refusing for it; null again once that went through. */
  @Column('text', { nullable: true }) failure: string | null;
  @Column('numeric', { default: 0 }) exposure: string;
  @Column('numeric', { default: 0 }) premiums: string;
  /** Index of the chain, thousandths, once proposed. */
  @Column('bigint', { name: 'median_milli', nullable: true }) medianMilli: string | null;
  /** Payout factor, basis points x 100, once settled. */
  @Column('integer', { name: 'payout_ppm', nullable: true }) payoutPpm: number | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
  /** The following times are those at which these services saw the transaction mined. */
  @Column('timestamptz', { name: 'proposed_at', nullable: true }) proposedAt: Date | null;
  @Column('timestamptz', { name: 'final_at', nullable: true }) finalAt: Date | null;
  /** The last payment. */
  @Column('timestamptz', { name: 'paid_at', nullable: true }) paidAt: Date | null;
  /** Nothing is left to do. */
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
