import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MIN_STATUS_ENTRIES, newStatusList, type StatusEntry, statusEntry } from '@fieldseal/provenance';
import type { Organisation } from '../organisations/organisation.entity.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { StatusList } from './status-list.entity.ts';
import { StatusRegister } from './status-register.entity.ts';
import { StatusSigner } from './status-signer.service.ts';

const PURPOSES = ['revocation', 'suspension'] as const;
/** A power of two, so that the low bits of a random number are a random entry, each as likely. */
const ENTRIES = MIN_STATUS_ENTRIES;

interface Taken {
  /** How many of the entries offered were free, up to as many as were wanted. */
  readonly free: number;
  readonly entries: number[];
}

/**
 * Gives every certificate its entry in the lists of its issuer's key: random, so that neighbours in a list have nothing
 * in common, and one slim row, so that issuers never wait for one another or for a list.
 */
@Injectable()
export class StatusRegisters {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly signer: StatusSigner,
  ) {}

  /**
   * Entries for so many certificates, both purposes each, in the current transaction.
   * @param did the key of the organisation that is going to sign them
   */
  async allocate(organisation: Organisation, did: string, count: number): Promise<StatusEntry[][]> {
    const allocated: StatusEntry[][] = [];
    let register = await this.current(organisation, did);
    // Two transactions that take many entries each could wait for each other's.
    if (count > 1) await this.unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`status ${did}`]);
    while (allocated.length < count) {
      const wanted = count - allocated.length;
      const { free, entries } = await this.take(register.id, wanted);
      const addresses = await this.addresses(register.id);
      for (const entry of entries)
        allocated.push(addresses.map(([purpose, address]) => statusEntry(address, purpose, entry)));
      if (free < wanted) register = await this.open(organisation, did, register.number + 1);
    }
    return allocated;
  }

  private async current(organisation: Organisation, did: string): Promise<StatusRegister> {
    const registers = this.unit.repository(StatusRegister);
    const newest = await registers.findOne({ where: { issuer: did }, order: { number: 'DESC' } });
    return newest ?? this.open(organisation, did, 1);
  }

  /** Whoever comes second waits for the first and uses its register. */
  private async open({ id: organisationId }: Organisation, issuer: string, number: number): Promise<StatusRegister> {
    const [made] = await this.unit.query<{ id: number }>(
      `INSERT INTO status_register (organisation_id, issuer, number) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING id`,
      [organisationId, issuer, number],
    );
    if (made !== undefined)
      for (const purpose of PURPOSES) {
        const list = { id: randomUUID(), purpose, bits: Buffer.from(newStatusList(ENTRIES)) };
        const signed = await this.signer.sign({ organisationId, issuer }, list);
        await this.unit.repository(StatusList).save({ ...list, registerId: made.id, ...signed });
      }
    return this.unit.repository(StatusRegister).findOneByOrFail({ issuer, number });
  }

  /**
   * Offers more entries than are wanted; when too few of them are free, the register counts as full. One certificate
   * leaves a register about nine tenths full, a batch of thousands three quarters full.
   */
  private async take(register: number, wanted: number): Promise<Taken> {
    const offered = randomEntries(Math.min(4 * wanted + 60, ENTRIES / 2));
    const [taken = { free: 0, entries: [] }] = await this.unit.query<Taken>(
      `WITH free AS (
         SELECT offered.entry FROM unnest($2::integer[]) AS offered (entry)
         WHERE NOT EXISTS (SELECT FROM status_index s WHERE s.register_id = $1 AND s.entry = offered.entry)
         LIMIT $3
       ), taken AS (
         INSERT INTO status_index (register_id, entry) SELECT $1, entry FROM free ORDER BY entry
         ON CONFLICT DO NOTHING RETURNING entry
       )
       SELECT (SELECT count(*)::integer FROM free) AS free, (SELECT coalesce(array_agg(entry), '{}') FROM taken) AS entries`,
      [register, offered, wanted],
    );
    return { free: taken.free, entries: inOrderOffered(offered, taken.entries) };
  }

  private async addresses(registerId: number): Promise<(readonly [StatusList['purpose'], string])[]> {
    const lists = await this.unit
      .repository(StatusList)
      .find({ where: { registerId }, select: { id: true, purpose: true } });
    return PURPOSES.flatMap((purpose) =>
      lists.filter((list) => list.purpose === purpose).map(({ id }) => [purpose, this.signer.address(id)] as const),
    );
  }
}

/** Different entries in random order. */
function randomEntries(count: number): number[] {
  const entries = new Set<number>();
  while (entries.size < count)
    for (const number of new Uint32Array(new Uint8Array(randomBytes(4 * (count - entries.size))).buffer))
      entries.add(number % ENTRIES);
  return [...entries];
}

/** The database gives them back sorted, in which order they must not go to certificates that were made one after another. */
function inOrderOffered(offered: readonly number[], taken: readonly number[]): number[] {
  const chosen = new Set(taken);
  return offered.filter((entry) => chosen.has(entry));
}
