import { Injectable } from '@nestjs/common';
import { type PoolTotals, readersFor } from '@fieldseal/contracts';
import { ChainService } from '../chain/chain.service.ts';

const FRESH_MS = 1000;

/** The pool's books, read from the chain at most once a second. */
@Injectable()
export class PoolService {
  private read: { readonly at: number; readonly totals: Promise<PoolTotals> } | undefined;

  constructor(private readonly chain: ChainService) {}

  totals(): Promise<PoolTotals> {
    if (this.read !== undefined && Date.now() - this.read.at < FRESH_MS) return this.read.totals;
    const totals = this.ask();
    this.read = { at: Date.now(), totals };
    totals.catch(() => {
      this.read = undefined;
    });
    return totals;
  }

  private async ask(): Promise<PoolTotals> {
    const { provider, deployment } = await this.chain.connect();
    return readersFor(provider, deployment).poolTotals();
  }
}
