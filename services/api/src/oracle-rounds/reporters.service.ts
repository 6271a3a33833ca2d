import { Injectable } from '@nestjs/common';
import { callsFor } from '@fieldseal/contracts';
import { sourceIdHash } from '@fieldseal/oracle';
import { ChainRoles } from './chain-roles.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService, transactionView } from '../chain/journal.service.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Reporter } from './reporter.entity.ts';
import type { NewReporter, ReporterView } from './reporters.schemas.ts';

/** The contract takes at most 31 observations a round. */
const MOST_REPORTERS = 31;

@Injectable()
export class ReportersService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
    private readonly roles: ChainRoles,
  ) {}

  /**
   * Registers a reporter with its source, here and on the chain. The operator does it on the chain: an insurer has no
   * power over the index. Registering the same again changes nothing.
   * @throws Problem conflict when the reporter is registered with another source
   */
  async register(input: NewReporter): Promise<ReporterView> {
    await this.unit.query("SELECT pg_advisory_xact_lock(hashtext('reporters'))");
    const known = await this.find(input.address);
    if (known !== null && known.sourceId !== input.sourceId)
      throw new Problem('conflict', `${known.address} already reports from ${known.sourceId}.`);
    return this.view(known ?? (await this.add(input)));
  }

  list(): Promise<Reporter[]> {
    return this.unit.repository(Reporter).find({ order: { createdAt: 'ASC', address: 'ASC' } });
  }

  find(address: string): Promise<Reporter | null> {
    return this.unit.repository(Reporter).findOneBy({ address });
  }

  private async add(input: NewReporter): Promise<Reporter> {
    const reporters = this.unit.repository(Reporter);
    if ((await reporters.count()) >= MOST_REPORTERS)
      throw new Problem(
        'conflict',
        `There are ${String(MOST_REPORTERS)} reporters already, as many as the oracle takes.`,
      );
    const call = callsFor(await this.chain.deployment).oracle.registerReporter(
      input.address,
      sourceIdHash(input.sourceId),
    );
    const { address: operator } = this.chain.operator;
    await this.roles.ensure('oracleManager', operator, 'the operator');
    const transaction = await this.journal.enqueue(operator, call, `register the reporter ${input.name}`);
    return reporters.save({ ...input, transactionId: transaction.id });
  }

  private async view({ address, name, sourceId, transactionId }: Reporter): Promise<ReporterView> {
    return { address, name, sourceId, transaction: transactionView(await this.journal.get(transactionId)) };
  }
}
