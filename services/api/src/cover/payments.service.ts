import { Injectable } from '@nestjs/common';
import { callsFor, paymentLogs, type PaymentLog, type PolicyStatus, readersFor } from '@fieldseal/contracts';
import { In, IsNull, Not } from 'typeorm';
import { ChainTransaction } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import type { ContractCall } from '../chain/journal.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { CoverPolicy, type PolicyState } from './cover-policy.entity.ts';
import type { CoverSeries } from './cover-series.entity.ts';
import { CoverStep } from './cover-step.entity.ts';
import type { SeriesOnChain } from './series-steps.ts';

const PAYEES_PER_TRANSACTION = 100;
/** Transactions of one step; what remains is paid in the next. */
const MOST_TRANSACTIONS = 20;
const READS_AT_ONCE = 20;

const BY_PAYMENT: Record<PaymentLog['kind'], PolicyState> = { paid: 'paid', refunded: 'refunded', failed: 'unpaid' };
const BY_CHAIN: Partial<Record<PolicyStatus, PolicyState>> = {
  paid: 'paid',
  refunded: 'refunded',
  lapsed: 'expired',
  paymentFailed: 'unpaid',
};

/** Payouts and refunds: pushed to the holders, and written down as the chain's logs tell them. */
@Injectable()
export class PaymentsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
  ) {}

  /** The calls that pay the next holders of a series. */
  async calls(series: CoverSeries): Promise<ContractCall[]> {
    const { cropCover } = callsFor(await this.chain.deployment);
    const due = await this.unit.repository(CoverPolicy).find({
      select: { id: true, policyNumber: true },
      where: { seriesId: series.id, status: In(['active', 'unpaid']), policyNumber: Not(IsNull()) },
      order: { policyNumber: 'ASC' },
      take: PAYEES_PER_TRANSACTION * MOST_TRANSACTIONS,
    });
    const numbers = due.flatMap(({ policyNumber }) => policyNumber ?? []);
    const batches = Math.ceil(numbers.length / PAYEES_PER_TRANSACTION);
    return Array.from({ length: batches }, (_, i) =>
      cropCover.pay(series.seriesKey, numbers.slice(i * PAYEES_PER_TRANSACTION, (i + 1) * PAYEES_PER_TRANSACTION)),
    );
  }

  /** Whether policies that the chain knows still wait for what they are due. */
  unsettled(series: CoverSeries): Promise<boolean> {
    return this.unit.repository(CoverPolicy).existsBy({ seriesId: series.id, status: In(['active', 'unpaid']) });
  }

  /** When the last holder got the money; null when nobody did. */
  async lastPaidAt(series: CoverSeries): Promise<Date | null> {
    const [row] = await this.unit.query<{ last: Date | null }>(
      'SELECT max(paid_at) AS last FROM cover_policy WHERE series_id = $1',
      [series.id],
    );
    return row?.last ?? null;
  }

  /** Brings the policies of a settled series up to date with the chain. */
  async record(series: CoverSeries, { account }: SeriesOnChain): Promise<void> {
    if (account.outcome === 'none') return;
    await this.recordSteps(series);
    if (account.outcome === 'final' && account.reserved === 0n) {
      await this.unit.repository(CoverPolicy).update({ seriesId: series.id, status: 'active' }, { status: 'expired' });
    } else {
      await this.recordOthers(series, account.closedPolicies);
    }
  }

  private async recordSteps(series: CoverSeries): Promise<void> {
    const steps = this.unit.repository(CoverStep);
    const open = await steps.find({
      where: { seriesId: series.id, kind: 'pay', recorded: false },
      order: { attempt: 'ASC', part: 'ASC' },
    });
    for (const step of open) {
      const transaction = await this.unit.repository(ChainTransaction).findOneByOrFail({ id: step.transactionId });
      if (transaction.status !== 'mined') continue;
      await this.unit.run(async () => {
        await this.recordPayments(series, transaction);
        await steps.update({ id: step.id }, { recorded: true });
      });
    }
  }

  private async recordPayments(series: CoverSeries, { hash, minedAt, logs }: ChainTransaction): Promise<void> {
    for (const { kind, policyId, amount } of paymentLogs(await this.chain.deployment, logs ?? [])) {
      const came = kind !== 'failed';
      const change = {
        status: BY_PAYMENT[kind],
        ...(came && { paid: String(amount), paidAt: minedAt, paymentHash: hash }),
      };
      await this.unit.repository(CoverPolicy).update({ seriesId: series.id, policyNumber: policyId }, change);
    }
  }

  /**
   * Anybody may pay: what a transaction of somebody else did is read from the chain, though not while one of our own is
   * on its way, whose logs say more.
   */
  private async recordOthers(series: CoverSeries, closedOnChain: number): Promise<void> {
    const policies = this.unit.repository(CoverPolicy);
    const closedHere = await policies.countBy({ seriesId: series.id, status: In(['paid', 'refunded']) });
    if (closedHere >= closedOnChain || (await this.areOwnUnderWay(series))) return;
    const { provider, deployment } = await this.chain.connect();
    const { policy: read } = readersFor(provider, deployment);
    const open = await policies.findBy({ seriesId: series.id, status: In(['active', 'unpaid']) });
    for (let i = 0; i < open.length; i += READS_AT_ONCE) {
      await Promise.all(
        open.slice(i, i + READS_AT_ONCE).map(async ({ id, policyNumber }) => {
          const known = policyNumber === null ? undefined : await read(series.seriesKey, policyNumber);
          const status = known && BY_CHAIN[known.status];
          if (known === undefined || status === undefined || status === 'unpaid') return;
          await policies.update({ id }, { status, paid: String(known.amountDue), paidAt: new Date() });
        }),
      );
    }
  }

  private async areOwnUnderWay(series: CoverSeries): Promise<boolean> {
    const [row] = await this.unit.query(
      `SELECT 1 FROM cover_step s JOIN chain_transaction t ON t.id = s.transaction_id
       WHERE s.series_id = $1 AND s.kind = 'pay' AND NOT s.recorded AND t.status <> 'reverted' LIMIT 1`,
      [series.id],
    );
    return row !== undefined;
  }
}
