import { Injectable } from '@nestjs/common';
import { type Certificate, setStatus, type SignedStatusList, type StatusPurpose } from '@fieldseal/provenance';
import { In, LessThan } from 'typeorm';
import { z } from 'zod';
import { Background } from '../platform/background.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { StatusList } from './status-list.entity.ts';
import { StatusRegister } from './status-register.entity.ts';
import { StatusSigner } from './status-signer.service.ts';

/** Lists that are signed again at a time. */
const RENEWED_AT_ONCE = 100;

/** A changed list, with the SHA-256 of its canonical bytes. */
export type ChangedList = Pick<StatusList, 'document' | 'digest'>;

@Injectable()
export class StatusListsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly signer: StatusSigner,
    background: Background,
  ) {
    background.register('status-lists', () => this.renew());
  }

  find(id: string): Promise<StatusList | null> {
    return this.unit.repository(StatusList).findOneBy({ id });
  }

  /** Exactly the lists that the status entries of these certificates name: what a bundle carries. */
  async listsOf(certificates: readonly Certificate[]): Promise<SignedStatusList[]> {
    const addresses = certificates.flatMap(({ credentialStatus = [] }) =>
      credentialStatus.map(({ statusListCredential }) => statusListCredential),
    );
    return this.at(addresses);
  }

  /** The lists served at these addresses, each once; addresses that are not ours are left out. */
  async at(addresses: readonly string[]): Promise<SignedStatusList[]> {
    const ids = new Set(addresses.flatMap((address) => this.idOf(address)));
    const lists = await this.unit
      .repository(StatusList)
      .find({ where: { id: In([...ids]) }, select: { id: true, document: true }, order: { id: 'ASC' } });
    return lists.map(({ document }) => document);
  }

  /**
   * Sets or clears a certificate's status and signs its list anew, so that it is published when the transaction is.
   * @throws Problem conflict for a certificate of the time before status lists
   */
  async set({ credentialStatus = [] }: Certificate, purpose: StatusPurpose, isSet: boolean): Promise<ChangedList> {
    const entry = credentialStatus.find(({ statusPurpose }) => statusPurpose === purpose);
    const [id] = entry === undefined ? [] : this.idOf(entry.statusListCredential);
    if (entry === undefined || id === undefined)
      throw new Problem('conflict', 'This certificate names no status list: it can never be withdrawn.');
    const list = await this.unit
      .repository(StatusList)
      .findOneOrFail({ where: { id }, lock: { mode: 'pessimistic_write' } });
    return this.publish(list, Buffer.from(setStatus(list.bits, Number(entry.statusListIndex), isSet)));
  }

  /** Signs lists again that would go out of date; one that cannot be signed now does not keep the others back. */
  private async renew(): Promise<void> {
    const due = await this.unit.repository(StatusList).find({
      where: { renewAt: LessThan(new Date()) },
      select: { id: true },
      order: { renewAt: 'ASC' },
      take: RENEWED_AT_ONCE,
    });
    const failures: unknown[] = [];
    for (const { id } of due)
      await this.unit
        .run(() => this.renewOne(id))
        .catch((failure: unknown) => {
          failures.push(failure);
        });
    if (failures.length > 0) throw failures[0];
  }

  private async renewOne(id: string): Promise<void> {
    const locked = { where: { id }, lock: { mode: 'pessimistic_write' } } as const;
    const list = await this.unit.repository(StatusList).findOneOrFail(locked);
    if (list.renewAt < new Date()) await this.publish(list, list.bits);
  }

  private async publish(list: StatusList, bits: Buffer): Promise<ChangedList> {
    const register = await this.unit.repository(StatusRegister).findOneByOrFail({ id: list.registerId });
    const signed = await this.signer.sign(register, { id: list.id, purpose: list.purpose, bits }, list.document);
    await this.unit.repository(StatusList).save(Object.assign(list, { bits, ...signed }));
    return signed;
  }

  private idOf(address: string): string[] {
    const id = address.slice(this.signer.address('').length);
    return address === this.signer.address(id) && z.uuid().safeParse(id).success ? [id] : [];
  }
}
