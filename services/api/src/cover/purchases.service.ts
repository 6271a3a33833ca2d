import { Injectable, Logger } from '@nestjs/common';
import {
  acceptanceTypedData,
  callsFor,
  type Deployment,
  permitTypedData,
  policyPurchasedLogs,
  type Purchase,
  type Quote,
  quoteTypedData,
  readersFor,
  type TypedData,
} from '@fieldseal/contracts';
import type { Wallet } from 'ethers';
import { ChainTransaction } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService } from '../chain/journal.service.ts';
import { Keyring } from '../organisations/keyring.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { type Attempt, nextAttempt } from './attempts.ts';
import { CoverPolicy } from './cover-policy.entity.ts';
import type { CoverSeries } from './cover-series.entity.ts';
import type { SeriesOnChain } from './series-steps.ts';

const NONCE_BITS = 32n;
/** Policies looked at in one turn of the worker. */
const BATCH = 200;

/** Buys on the chain what farms have asked for: quote, acceptance and permit are signed here, the operator relays them. */
@Injectable()
export class PurchasesService {
  private readonly logger = new Logger(PurchasesService.name);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
    private readonly keyring: Keyring,
    private readonly organisations: OrganisationsService,
  ) {}

  async advance(series: CoverSeries, seen: SeriesOnChain): Promise<void> {
    await this.reconsiderLost(series);
    const policies = this.unit.repository(CoverPolicy);
    const pending = await policies.find({
      select: { id: true },
      where: { seriesId: series.id, status: 'pending' },
      order: { position: 'ASC' },
      take: BATCH,
    });
    for (const { id } of pending) await this.unit.run(() => this.advanceOne(series, id, seen));
  }

  private async advanceOne(series: CoverSeries, id: string, { state, now, salesEnd }: SeriesOnChain): Promise<void> {
    const policies = this.unit.repository(CoverPolicy);
    const policy = await policies.findOne({ where: { id, status: 'pending' }, lock: { mode: 'pessimistic_write' } });
    if (policy === null) return;
    const transaction = policy.transactionId === null ? undefined : await this.journal.get(policy.transactionId);
    if (transaction?.status === 'mined') return this.activate(policy, transaction);
    const attempt = nextAttempt(attemptOf(policy, transaction), Date.now());
    const onSale = state === 'open' && now < salesEnd;
    const isUnderWay = transaction?.status === 'queued' || transaction?.status === 'sent';
    if (onSale && attempt !== undefined) return this.attempt(series, policy, attempt);
    if (now >= salesEnd && !isUnderWay)
      await this.refuse(policy, transaction?.reason ?? 'Sales ended before it could be bought.');
  }

  private async activate(policy: CoverPolicy, transaction: ChainTransaction): Promise<void> {
    const [bought] = policyPurchasedLogs(await this.chain.deployment, transaction.logs ?? []);
    if (bought === undefined) throw new Error(`transaction ${transaction.id} was mined but bought no policy`);
    await this.update(policy, { status: 'active', policyNumber: bought.policyId, failure: null });
  }

  private async attempt(series: CoverSeries, policy: CoverPolicy, attempt: number): Promise<void> {
    const permitNonce = await this.nextPermitNonce(policy.organisationId);
    const purchase = await this.signedPurchase(series, policy, permitNonce);
    const call = callsFor(await this.chain.deployment).cropCover.purchase(purchase);
    const purpose = `buy cover ${policy.id} in ${series.round.terms.name}`;
    const { id: transactionId } = await this.journal.enqueue(this.chain.operator.address, call, purpose);
    await this.update(policy, {
      transactionId,
      permitNonce: String(permitNonce),
      attempts: attempt,
      attemptedAt: new Date(),
    });
  }

  /**
   * A holder's permits are numbered without gaps: the next number follows those under way. They are asked for before the
   * chain is, so that one that is mined in between counts once. If one of them is refused, those behind it are too, and
   * are attempted again.
   */
  private async nextPermitNonce(organisationId: string): Promise<bigint> {
    await this.unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`permits of ${organisationId}`]);
    const [row] = await this.unit.query<{ next: string | null }>(
      `SELECT max(p.permit_nonce) + 1 AS next FROM cover_policy p JOIN chain_transaction t ON t.id = p.transaction_id
       WHERE p.organisation_id = $1 AND p.status = 'pending' AND t.status IN ('queued', 'sent')`,
      [organisationId],
    );
    const { provider, deployment } = await this.chain.connect();
    const { account } = await this.organisations.get(organisationId);
    const onChain = await readersFor(provider, deployment).permitNonce(account);
    const underWay = BigInt(row?.next ?? 0);
    return underWay > onChain ? underWay : onChain;
  }

  private async signedPurchase(series: CoverSeries, policy: CoverPolicy, permitNonce: bigint): Promise<Purchase> {
    const deployment = await this.chain.deployment;
    const insurer = this.keyring.wallet(await this.organisations.get(series.organisationId));
    const holder = this.keyring.wallet(await this.organisations.get(policy.organisationId));
    const quote = quoteOf(series, policy, holder.address);
    return {
      quote,
      quoteSignature: await sign(insurer, quoteTypedData(deployment, quote)),
      holderSignature: await sign(holder, acceptanceTypedData(deployment, quote)),
      permit: await signedPermit(holder, deployment, quote, permitNonce),
    };
  }

  private async refuse(policy: CoverPolicy, failure: string): Promise<void> {
    this.logger.warn(`policy ${policy.id} could not be bought: ${failure}`);
    await this.update(policy, { status: 'refused', failure });
  }

  /** A chain that lost blocks may refuse what it had sold before: such a policy is bought again, while that is possible. */
  private async reconsiderLost(series: CoverSeries): Promise<void> {
    await this.unit.query(
      `UPDATE cover_policy p SET status = 'pending', policy_number = NULL FROM chain_transaction t
       WHERE t.id = p.transaction_id AND t.status = 'reverted' AND p.status = 'active' AND p.series_id = $1`,
      [series.id],
    );
  }

  private async update(policy: CoverPolicy, change: Partial<CoverPolicy>): Promise<void> {
    await this.unit.repository(CoverPolicy).update({ id: policy.id }, change);
  }
}

function attemptOf(policy: CoverPolicy, transaction: ChainTransaction | undefined): Attempt | undefined {
  if (transaction === undefined || policy.attemptedAt === null) return undefined;
  const { attempts, attemptedAt } = policy;
  return { number: attempts, failures: attempts, statuses: [transaction.status], at: attemptedAt.getTime() };
}

/** Nonces differ by series, which no other database has, and by policy; neighbours share a slot of the contract. */
function quoteOf(series: CoverSeries, policy: CoverPolicy, holder: string): Quote {
  return {
    seriesId: series.seriesKey,
    holder,
    plotKey: policy.plotKey,
    sumInsured: BigInt(policy.sumInsured),
    premium: BigInt(policy.premium),
    nonce: ((BigInt(series.seriesKey) >> NONCE_BITS) << NONCE_BITS) | BigInt(policy.position),
    deadline: series.salesEnd.getTime() / 1000,
  };
}

function sign<T extends object>(wallet: Wallet, { domain, types, value }: TypedData<T>): Promise<string> {
  return wallet.signTypedData(domain, types, value);
}

/** Lets the contract take the premium, and nothing more. */
async function signedPermit(
  holder: Wallet,
  deployment: Deployment,
  quote: Quote,
  nonce: bigint,
): Promise<Purchase['permit']> {
  const message = {
    owner: holder.address,
    spender: deployment.cropCover,
    value: quote.premium,
    nonce,
    deadline: quote.deadline,
  };
  const signature = await sign(holder, permitTypedData(deployment, message));
  return { value: message.value, deadline: message.deadline, signature };
}
