import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { callsFor } from '@fieldseal/contracts';
import { hexlify } from 'ethers';
import type { Actor } from '../access/actor.ts';
import { type Stage, stageNumber } from '../certificates/certificates.schemas.ts';
import { ChainTransaction } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService, transactionView } from '../chain/journal.service.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Accreditation } from './accreditation.entity.ts';
import type { AccreditationView, NewAccreditation } from './accreditations.schemas.ts';

const seconds = (time: Date): number => Math.floor(time.getTime() / 1000);

@Injectable()
export class AccreditationsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
  ) {}

  /** Accredits an organisation's key in the registry on chain, in the name of the accreditation body. */
  async create(actor: Actor, input: NewAccreditation): Promise<AccreditationView> {
    const organisation = await this.organisations.get(input.organisationId);
    const { stage } = input;
    if (await this.of(organisation.id, stage))
      throw new Problem('conflict', `${organisation.nameEn} is already accredited for ${stage}.`);
    const [validFrom, validUntil] = [new Date(input.from), new Date(input.until)];
    const deployment = await this.chain.deployment;
    const body = await this.organisations.get(actor.organisationId);
    const call = callsFor(deployment).issuerRegistry.accredit({
      issuerKey: hexlify(organisation.issuerKey),
      stage: stageNumber(stage),
      from: seconds(validFrom),
      until: seconds(validUntil),
    });
    await this.authorise(body);
    const transaction = await this.journal.enqueue(body.account, call, `accredit ${organisation.nameEn} for ${stage}`);
    const accreditation = await this.unit.repository(Accreditation).save({
      id: randomUUID(),
      organisationId: organisation.id,
      stage,
      validFrom,
      validUntil,
      transactionId: transaction.id,
    });
    return this.view(accreditation, transaction);
  }

  async list(): Promise<AccreditationView[]> {
    const accreditations = await this.unit
      .repository(Accreditation)
      .find({ take: 1000, order: { validFrom: 'ASC', id: 'ASC' } });
    return Promise.all(accreditations.map(async (row) => this.view(row, await this.journal.get(row.transactionId))));
  }

  /** @throws Problem not-accredited unless the organisation may issue for the stage now */
  async require(organisation: Organisation, stage: Stage): Promise<void> {
    const accreditation = await this.of(organisation.id, stage);
    const now = new Date();
    if (accreditation === null || accreditation.validFrom > now || accreditation.validUntil <= now)
      throw new Problem('not-accredited', `${organisation.nameEn} is not accredited for ${stage} at this time.`);
  }

  private of(organisationId: string, stage: Stage): Promise<Accreditation | null> {
    return this.unit.repository(Accreditation).findOneBy({ organisationId, stage });
  }

  /** The first accreditation of a body is preceded by the operator handing it the role on chain. */
  private async authorise(body: Organisation): Promise<void> {
    const call = callsFor(await this.chain.deployment).accessManager.grantRole('accreditor', body.account);
    const granted = await this.unit.repository(ChainTransaction).existsBy({ target: call.to, data: call.data });
    if (!granted) await this.journal.enqueue(this.chain.operator.address, call, `let ${body.nameEn} accredit issuers`);
  }

  private view(row: Accreditation, transaction: ChainTransaction): AccreditationView {
    return {
      id: row.id,
      organisationId: row.organisationId,
      stage: row.stage,
      from: row.validFrom.toISOString(),
      until: row.validUntil.toISOString(),
      transaction: transactionView(transaction),
    };
  }
}
