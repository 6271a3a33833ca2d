import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * `pending`: to be bought on the chain; `refused`: the chain would not sell it; `active`: insured; `unpaid`: a payment to
 * the holder failed and is tried again; `paid`, `expired` (nothing was due), `refunded` (the premium came back).
 */
export type PolicyState = 'pending' | 'refused' | 'active' | 'unpaid' | 'paid' | 'expired' | 'refunded';

/** Cover of one plot in one series. */
@Entity('cover_policy')
export class CoverPolicy {
  @PrimaryColumn('uuid') id: string;
  /** Order of purchase; part of the quote's nonce. */
  @Column({ type: 'bigint', insert: false, update: false }) position: string;
  @Column('uuid', { name: 'series_id' }) seriesId: string;
  /** The holder. */
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { name: 'plot_id' }) plotId: string;
  /** The plot on the chain: 0x and its geometry hash. */
  @Column('text', { name: 'plot_key' }) plotKey: string;
  @Column('text', { name: 'peril_season' }) perilSeason: string;
  /** Amounts in smallest units of the token. */
  @Column('numeric', { name: 'sum_insured' }) sumInsured: string;
  @Column('numeric') premium: string;
  @Column('text', { default: 'pending' }) status: PolicyState;
  @Column('integer', { default: 0 }) attempts: number;
  @Column('timestamptz', { name: 'attempted_at', nullable: true }) attemptedAt: Date | null;
  /** Nonce of the holder's permit in the latest attempt. */
  @Column('bigint', { name: 'permit_nonce', nullable: true }) permitNonce: string | null;
  /** The latest attempt to buy it. */
  @Column('uuid', { name: 'transaction_id', nullable: true }) transactionId: string | null;
  /** Number within the series, given by the chain. */
  @Column('integer', { name: 'policy_number', nullable: true }) policyNumber: number | null;
  @Column('text', { nullable: true }) failure: string | null;
  @Column('numeric', { nullable: true }) paid: string | null;
  @Column('timestamptz', { name: 'paid_at', nullable: true }) paidAt: Date | null;
  @Column('text', { name: 'payment_hash', nullable: true }) paymentHash: string | null;
  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' }) createdAt: Date;
}
