import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { describeFailure } from '@fieldseal/contracts';
import { isError, type JsonRpcProvider, keccak256, type TransactionReceipt, type Wallet } from 'ethers';
import { Keyring } from '../organisations/keyring.ts';
import { Organisation } from '../organisations/organisation.entity.ts';
import { Background } from '../platform/background.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { ChainTransaction } from './chain-transaction.entity.ts';
import { ChainService } from './chain.service.ts';
import { CHAIN_QUEUE } from './journal.service.ts';

const BATCH = 50;
const RECEIPT_TIMEOUT_MS = 10_000;
const RECEIPT_POLL_MS = 50;
/** Room above the estimate, in per cent: state may change between estimate and inclusion. */
const GAS_HEADROOM = 130n;

/**
 * Sends the journal to the chain, in order. A transaction is signed and stored before it is broadcast, so that after
 * a crash the same bytes are sent again, and a chain that lost its last blocks is given them back one by one.
 */
@Injectable()
export class SenderService {
  private readonly logger = new Logger(SenderService.name);

  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly keyring: Keyring,
    background: Background,
  ) {
    background.register(CHAIN_QUEUE, () => this.work());
  }

  private async work(): Promise<void> {
    const provider = await this.chain.provider;
    await this.restoreLost(provider);
    const transactions = this.unit.repository(ChainTransaction);
    for (;;) {
      const open = await transactions
        .createQueryBuilder('t')
        .where("t.status IN ('queued', 'sent')")
        // What is signed goes first, in the order of its nonces: nothing later can be mined before it.
        .orderBy('t.nonce', 'ASC', 'NULLS LAST')
        .addOrderBy('t.position')
        .take(BATCH)
        .getMany();
      for (const transaction of open) await this.send(provider, transaction);
      if (open.length < BATCH) return;
    }
  }

  private async send(provider: JsonRpcProvider, transaction: ChainTransaction): Promise<void> {
    if (transaction.status === 'queued' && !(await this.sign(provider, transaction))) return;
    await this.settle(transaction, await this.broadcast(provider, transaction));
  }

  /** Simulates, takes the sender's next nonce and signs; false when the chain would refuse it for ever. */
  private async sign(provider: JsonRpcProvider, transaction: ChainTransaction): Promise<boolean> {
    const request = {
      from: transaction.sender,
      to: transaction.target,
      data: transaction.data,
      value: BigInt(transaction.value),
    };
    let gasLimit: bigint;
    try {
      gasLimit = ((await provider.estimateGas(request)) * GAS_HEADROOM) / 100n;
    } catch (error) {
      if (!isError(error, 'CALL_EXCEPTION')) throw error;
      const reason = describeFailure(error);
      this.logger.warn(`${transaction.purpose}: refused: ${reason}`);
      await this.update(transaction, { status: 'reverted', reason });
      return false;
    }
    const [last] = await this.unit.query<{ next: number }>(
      'SELECT coalesce(max(nonce) + 1, 0) AS next FROM chain_transaction WHERE sender = $1',
      [transaction.sender],
    );
    const { chainId } = await provider.getNetwork();
    const free = (await this.chain.fees(provider)) === 'zero';
    const fees = free ? { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n } : await provider.getFeeData();
    // The chain is ahead of the journal when an older database was restored.
    const nonce = Math.max(last?.next ?? 0, await provider.getTransactionCount(transaction.sender));
    const wallet = await this.walletOf(transaction.sender);
    const raw = await wallet.signTransaction({
      ...request,
      chainId,
      nonce,
      gasLimit,
      type: 2,
      maxFeePerGas: fees.maxFeePerGas ?? 0n,
      maxPriorityFeePerGas: fees.maxPriorityFeePerGas ?? 0n,
    });
    await this.update(transaction, { status: 'sent', nonce, raw });
    return true;
  }

  private async broadcast(provider: JsonRpcProvider, transaction: ChainTransaction): Promise<TransactionReceipt> {
    if (transaction.raw === null) throw new Error(`transaction ${transaction.id} is marked as sent but not signed`);
    const hash = keccak256(transaction.raw);
    const known = await provider.getTransactionReceipt(hash);
    if (known !== null) return known;
    try {
      await provider.broadcastTransaction(transaction.raw);
    } catch (error) {
      // Somebody with the same key, or an earlier attempt, was faster: the receipt decides.
      if (!isError(error, 'NONCE_EXPIRED') && !/already (known|imported)/i.test(String(error))) throw error;
    }
    return this.mined(provider, hash);
  }

  /** Looks for the receipt until the transaction is in a block: a subscription may miss the block it came in. */
  private async mined(provider: JsonRpcProvider, hash: string): Promise<TransactionReceipt> {
    const end = Date.now() + RECEIPT_TIMEOUT_MS;
    while (Date.now() < end) {
      const receipt = await provider.getTransactionReceipt(hash);
      if (receipt !== null) return receipt;
      await pause(RECEIPT_POLL_MS);
    }
    throw new Error(`transaction ${hash} was not mined within ${RECEIPT_TIMEOUT_MS / 1000} s`);
  }

  private async settle(transaction: ChainTransaction, receipt: TransactionReceipt): Promise<void> {
    await this.update(transaction, {
      status: receipt.status === 1 ? 'mined' : 'reverted',
      reason: receipt.status === 1 ? null : 'The contract refused the transaction when it was executed.',
      hash: receipt.hash,
      gasUsed: String(receipt.gasUsed),
      blockNumber: String(receipt.blockNumber),
      logs: receipt.logs.map(({ address, topics, data }) => ({ address, topics: [...topics], data })),
      minedAt: new Date(),
    });
  }

  /** Gives a chain that knows fewer transactions than the journal the missing ones back, in the order they were mined. */
  private async restoreLost(provider: JsonRpcProvider): Promise<void> {
    const senders = await this.unit.query<{ sender: string; next: number }>(
      "SELECT sender, max(nonce) + 1 AS next FROM chain_transaction WHERE status IN ('mined', 'reverted') AND nonce IS NOT NULL GROUP BY sender",
    );
    const counts = await Promise.all(
      senders.map(async ({ sender, next }) => ({ sender, next, known: await provider.getTransactionCount(sender) })),
    );
    const behind = counts.filter(({ known, next }) => known < next);
    if (behind.length === 0) return;
    this.logger.warn(`the chain lost transactions of ${behind.length} sender(s); sending them again`);
    await this.chain.redeploy();
    for (const transaction of await this.lost(behind))
      await this.settle(transaction, await this.broadcast(provider, transaction));
  }

  private async lost(behind: readonly { sender: string; known: number }[]): Promise<ChainTransaction[]> {
    const query = this.unit
      .repository(ChainTransaction)
      .createQueryBuilder('t')
      .orderBy('t.block_number')
      .addOrderBy('t.nonce');
    behind.forEach(({ sender, known }, i) => {
      query.orWhere(`(t.sender = :sender${i} AND t.nonce >= :known${i} AND t.status IN ('mined', 'reverted'))`, {
        [`sender${i}`]: sender,
        [`known${i}`]: known,
      });
    });
    return query.getMany();
  }

  private async walletOf(address: string): Promise<Wallet> {
    if (address === this.chain.operator.address) return this.chain.operator;
    return this.keyring.wallet(await this.unit.repository(Organisation).findOneByOrFail({ account: address }));
  }

  private async update(transaction: ChainTransaction, change: Partial<ChainTransaction>): Promise<void> {
    Object.assign(transaction, change);
    await this.unit.repository(ChainTransaction).update({ id: transaction.id }, change);
  }
}
