import { Injectable } from '@nestjs/common';
import { callsFor, readersFor } from '@fieldseal/contracts';
import type { Actor } from '../access/actor.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService, transactionView } from '../chain/journal.service.ts';
import { ChainRoles } from '../oracle-rounds/chain-roles.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { type BalanceView, type MovementView, type NewDeposit, type NewMint, TOKEN } from './money.schemas.ts';

@Injectable()
export class MoneyService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
    private readonly roles: ChainRoles,
    private readonly organisations: OrganisationsService,
  ) {}

  /** Makes test money for an organisation. */
  async mint({ organisationId, amount }: NewMint): Promise<MovementView> {
    const organisation = await this.organisations.get(organisationId);
    const { address: operator } = this.chain.operator;
    const call = callsFor(await this.chain.deployment).token.mint(organisation.account, BigInt(amount));
    await this.roles.ensure('minter', operator, 'the operator');
    const transaction = await this.journal.enqueue(operator, call, `mint ${amount} for ${organisation.nameEn}`);
    return { amount, transaction: transactionView(transaction) };
  }

  /**
   * The insurer puts money of its own account into the pool. An approval replaces the one before it, so a deposit has to
   * follow its own: deposits of one account are written down one after the other.
   */
  async deposit(actor: Actor, { amount }: NewDeposit): Promise<MovementView> {
    const { account, nameEn } = await this.organisations.get(actor.organisationId);
    const deployment = await this.chain.deployment;
    const { token, riskPool } = callsFor(deployment);
    await this.unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`deposit ${account}`]);
    await this.journal.enqueue(
      account,
      token.approve(deployment.riskPool, BigInt(amount)),
      `${nameEn} lets the pool take ${amount}`,
    );
    const transaction = await this.journal.enqueue(
      account,
      riskPool.deposit(BigInt(amount), account),
      `${nameEn} deposits ${amount} into the pool`,
    );
    return { amount, transaction: transactionView(transaction) };
  }

  async balance(actor: Actor): Promise<BalanceView> {
    const { account } = await this.organisations.get(actor.organisationId);
    const { provider, deployment } = await this.chain.connect();
    return { balance: String(await readersFor(provider, deployment).balanceOf(account)), ...TOKEN };
  }
}
