import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { JournalService } from '../chain/journal.service.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Accreditation } from './accreditation.entity.ts';
import { RegistryJournal } from './registry-journal.ts';

/**
 * Certificates that wait for a counter-signature or for the seal were dated before the change: the old key's window ends
 * this much after it, and the new one's begins this much before.
 */
const OVERLAP_MS = 30 * 86_400_000;

const wholeSecond = (time: Date): Date => new Date(Math.floor(time.getTime() / 1000) * 1000);

/** A key that takes the place of another. */
export interface KeyChange {
  readonly from: Buffer;
  readonly to: Buffer;
  readonly at: Date;
  /** From when on somebody else may have had the old key; without, it retires in good order. */
  readonly compromisedAt: Date | undefined;
  /** Whose keys they are. */
  readonly words: string;
}

/** Changes to accreditations that were given, on chain and here, in the name of the body that gave them. */
@Injectable()
export class AccreditationChanges {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly journal: JournalService,
    private readonly registry: RegistryJournal,
  ) {}

  /** Gives a new key the old one's stages until the same days, and has the old one's end. */
  async move(change: KeyChange): Promise<void> {
    for (const held of await this.open(change.from)) {
      if (held.validUntil <= change.at) continue;
      await this.grant(held, change);
      if (change.compromisedAt === undefined) await this.end(held, new Date(change.at.getTime() + OVERLAP_MS), change);
      else await this.suspendOne(held, change.compromisedAt, change.words);
    }
  }

  /** Ends everything that a key may sign. @param at may be past */
  async suspend(issuerKey: Buffer, at: Date, words: string): Promise<void> {
    for (const held of await this.open(issuerKey)) await this.suspendOne(held, at, words);
  }

  private async open(issuerKey: Buffer): Promise<Accreditation[]> {
    return this.unit.repository(Accreditation).findBy({ issuerKey, suspendedAt: IsNull() });
  }

  private async grant(held: Accreditation, { to, at, words }: KeyChange): Promise<void> {
    const { organisationId, stage, validUntil } = held;
    const earliest = new Date(at.getTime() - OVERLAP_MS);
    const validFrom = wholeSecond(held.validFrom > earliest ? held.validFrom : earliest);
    const grant = { issuerKey: to, stage, validFrom, validUntil };
    const { id: transactionId } = await this.registry.accredit(
      await this.giver(held),
      grant,
      `the new key of ${words}`,
    );
    await this.unit.repository(Accreditation).insert({ id: randomUUID(), organisationId, ...grant, transactionId });
  }

  /** A window that has not begun, or is over by then, stays as it is. */
  private async end(held: Accreditation, until: Date, { words }: KeyChange): Promise<void> {
    const validUntil = wholeSecond(until);
    const { issuerKey, stage, validFrom } = held;
    if (validFrom >= validUntil || held.validUntil <= validUntil) return;
    const grant = { issuerKey, stage, validFrom, validUntil };
    await this.registry.accredit(await this.giver(held), grant, `the former key of ${words}`);
    await this.unit.repository(Accreditation).update({ id: held.id }, { validUntil });
  }

  private async suspendOne(held: Accreditation, at: Date, words: string): Promise<void> {
    const suspendedAt = wholeSecond(at);
    await this.registry.suspend(await this.giver(held), held, suspendedAt, words);
    await this.unit.repository(Accreditation).update({ id: held.id }, { suspendedAt });
  }

  private async giver({ transactionId }: Accreditation): Promise<string> {
    return (await this.journal.get(transactionId)).sender;
  }
}
