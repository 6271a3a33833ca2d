import { Injectable } from '@nestjs/common';
import { type BusinessRole, callsFor, readersFor } from '@fieldseal/contracts';
import { In } from 'typeorm';
import { ChainTransaction } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService } from '../chain/journal.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';

/** Roles on the chain, granted by the operator when they are first needed. */
@Injectable()
export class ChainRoles {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
  ) {}

  /** Grants a role unless the account has it, or the journal is about to grant it. */
  async ensure(role: BusinessRole, account: string, whose: string): Promise<void> {
    const { provider, deployment } = await this.chain.connect();
    if (await readersFor(provider, deployment).hasRole(role, account)) return;
    const call = callsFor(deployment).accessManager.grantRole(role, account);
    const granted = await this.unit
      .repository(ChainTransaction)
      .existsBy({ target: call.to, data: call.data, status: In(['queued', 'sent', 'mined']) });
    if (!granted) await this.journal.enqueue(this.chain.operator.address, call, `grant ${role} to ${whose}`);
  }
}
