import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Background } from '../platform/background.ts';
import { found } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { ChainTransaction } from './chain-transaction.entity.ts';
import type { TransactionView } from './chain.schemas.ts';

export const CHAIN_QUEUE = 'chain';

/** A call to a contract, as the typed client builds it. */
export interface ContractCall {
  readonly to: string;
  readonly data: string;
}

export function transactionView(transaction: ChainTransaction): TransactionView {
  return {
    id: transaction.id,
    purpose: transaction.purpose,
    status: transaction.status,
    hash: transaction.hash ?? undefined,
    gasUsed: transaction.gasUsed === null ? undefined : Number(transaction.gasUsed),
    reason: transaction.reason ?? undefined,
  };
}

/**
 * The journal of everything that is to happen on the chain. An entry is written in the transaction of its cause, so
 * what was acknowledged will be sent, once, even if every process dies in between.
 */
@Injectable()
export class JournalService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly background: Background,
  ) {}

  /**
   * Writes a call down to be sent from `sender` (an address whose key the platform or one of its organisations has).
   * Calls are sent in the order in which they were written.
   */
  async enqueue(sender: string, call: ContractCall, purpose: string): Promise<ChainTransaction> {
    const transactions = this.unit.repository(ChainTransaction);
    const id = randomUUID();
    await transactions.insert({ id, purpose, sender, target: call.to, data: call.data });
    await this.background.wake(CHAIN_QUEUE);
    return transactions.findOneByOrFail({ id });
  }

  async get(id: string): Promise<ChainTransaction> {
    return found(await this.unit.repository(ChainTransaction).findOneBy({ id }), `Transaction ${id}`);
  }
}
