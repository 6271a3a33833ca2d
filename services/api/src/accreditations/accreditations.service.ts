import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { callsFor } from '@fieldseal/contracts';
import { didKey } from '@fieldseal/provenance';
import type { Actor } from '../access/actor.ts';
import type { Stage } from '../certificates/certificates.schemas.ts';
import { ChainTransaction } from '../chain/chain-transaction.entity.ts';
import { ChainService } from '../chain/chain.service.ts';
import { JournalService, transactionView } from '../chain/journal.service.ts';
import { DeviceKey } from '../device-keys/device-key.entity.ts';
import type { Organisation } from '../organisations/organisation.entity.ts';
import { OrganisationsService } from '../organisations/organisations.service.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Accreditation } from './accreditation.entity.ts';
import type { AccreditationView, NewAccreditation } from './accreditations.schemas.ts';
import { RegistryJournal } from './registry-journal.ts';

/** The key that is to be accredited, and whose it is in words. */
interface Candidate {
  readonly issuerKey: Buffer;
  readonly words: string;
}

@Injectable()
export class AccreditationsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly organisations: OrganisationsService,
    private readonly chain: ChainService,
    private readonly journal: JournalService,
    private readonly registry: RegistryJournal,
  ) {}

  /**
   * Accredits a key in the registry on chain, in the name of the accreditation body, or lets an accreditation last longer.
   * @throws Problem conflict when the key has one already that this would not continue
   */
  async create(actor: Actor, input: NewAccreditation): Promise<AccreditationView> {
    const organisation = await this.organisations.get(input.organisationId);
    const { stage, deviceKeyId } = input;
    const { issuerKey, words } =
      deviceKeyId === undefined
        ? { issuerKey: organisation.issuerKey, words: organisation.nameEn }
        : await this.phoneOf(organisation, deviceKeyId, stage);
    const grant = { issuerKey, stage, validFrom: new Date(input.from), validUntil: new Date(input.until) };
    const body = await this.organisations.get(actor.organisationId);
    await this.authorise(body);
    const held = await this.of(issuerKey, stage);
    if (held !== null) return this.extend(body, held, grant, words);
    const transaction = await this.registry.accredit(body.account, grant, words);
    const accreditation = await this.unit.repository(Accreditation).save({
      id: randomUUID(),
      organisationId: organisation.id,
      ...grant,
      suspendedAt: null,
      transactionId: transaction.id,
    });
    return this.view(accreditation, transaction);
  }

  async list(): Promise<AccreditationView[]> {
    const accreditations = await this.unit
      .repository(Accreditation)
      .find({ take: 1000, order: { validFrom: 'ASC', id: 'ASC' } });
    return this.views(accreditations);
  }

  /** The accreditations of keys, oldest first. */
  async ofKeys(issuerKeys: readonly Buffer[]): Promise<AccreditationView[]> {
    const accreditations = await this.unit
      .repository(Accreditation)
      .createQueryBuilder('a')
      .where('a.issuer_key = ANY(:issuerKeys)', { issuerKeys })
      .orderBy('a.valid_from')
      .addOrderBy('a.id')
      .take(1000)
      .getMany();
    return this.views(accreditations);
  }

  /** @throws Problem not-accredited unless the organisation may issue for the stage now */
  async require(organisation: Organisation, stage: Stage): Promise<void> {
    const accreditation = await this.of(organisation.issuerKey, stage);
    if (accreditation === null || !holdsAt(accreditation, new Date()))
      throw new Problem('not-accredited', `${organisation.nameEn} is not accredited for ${stage} at this time.`);
  }

  /** @throws Problem not-accredited unless the key may sign for the stage now, and the chain knows it */
  async requireOnChain(issuerKey: Buffer, stage: Stage): Promise<void> {
    const accreditation = await this.of(issuerKey, stage);
    if (accreditation === null || !holdsAt(accreditation, new Date()))
      throw new Problem('not-accredited', `This phone's key is not accredited for ${stage} at this time.`);
    if ((await this.journal.get(accreditation.transactionId)).status !== 'mined')
      throw new Problem('not-accredited', "The accreditation of this phone's key is not on the chain yet.");
  }

  /** The window on chain keeps its beginning, so that everything signed in it stays good. */
  private async extend(
    body: Organisation,
    held: Accreditation,
    { validFrom, validUntil }: Pick<Accreditation, 'validFrom' | 'validUntil'>,
    words: string,
  ): Promise<AccreditationView> {
    if (held.suspendedAt !== null || validFrom > held.validUntil || validUntil <= held.validUntil) {
      const state = held.suspendedAt === null ? `until ${held.validUntil.toISOString()}` : 'and suspended';
      throw new Problem('conflict', `${words} is already accredited for ${held.stage} ${state}.`);
    }
    held.validUntil = validUntil;
    const transaction = await this.registry.accredit(body.account, held, words);
    held.transactionId = transaction.id;
    return this.view(await this.unit.repository(Accreditation).save(held), transaction);
  }

  private of(issuerKey: Buffer, stage: Stage): Promise<Accreditation | null> {
    return this.unit.repository(Accreditation).findOneBy({ issuerKey, stage });
  }

  /** A phone signs beside its organisation, so it is accredited for nothing that the organisation is not. */
  private async phoneOf(organisation: Organisation, id: string, stage: Stage): Promise<Candidate> {
    const keys = this.unit.repository(DeviceKey);
    const key = found(await keys.findOneBy({ id, organisationId: organisation.id }), `Device key ${id}`);
    if (key.revokedAt !== null) throw new Problem('conflict', `The key of ${key.name} is revoked.`);
    await this.require(organisation, stage);
    return { issuerKey: key.issuerKey, words: `${key.name} of ${organisation.nameEn}` };
  }

  /** The first accreditation of a body is preceded by the operator handing it the role on chain. */
  private async authorise(body: Organisation): Promise<void> {
    const call = callsFor(await this.chain.deployment).accessManager.grantRole('accreditor', body.account);
    const granted = await this.unit.repository(ChainTransaction).existsBy({ target: call.to, data: call.data });
    if (!granted) await this.journal.enqueue(this.chain.operator.address, call, `let ${body.nameEn} accredit issuers`);
  }

  private views(rows: readonly Accreditation[]): Promise<AccreditationView[]> {
    return Promise.all(rows.map(async (row) => this.view(row, await this.journal.get(row.transactionId))));
  }

  private view(row: Accreditation, transaction: ChainTransaction): AccreditationView {
    return {
      id: row.id,
      organisationId: row.organisationId,
      key: didKey(row.issuerKey),
      stage: row.stage,
      from: row.validFrom.toISOString(),
      until: row.validUntil.toISOString(),
      suspendedAt: row.suspendedAt?.toISOString(),
      transaction: transactionView(transaction),
    };
  }
}

function holdsAt({ validFrom, validUntil, suspendedAt }: Accreditation, moment: Date): boolean {
  return validFrom <= moment && moment < validUntil && (suspendedAt === null || moment < suspendedAt);
}
