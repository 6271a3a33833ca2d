import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { Identification } from './identification.ts';

/** Who may say where an identifier leads. */
@Injectable()
export class LinkOwners {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * Passes when the identifier belongs to the actor's organisation: its product, a case that it received, a wrapper of a
   * piece that it made, its place; or, of a key that nothing here knows, when no other organisation has links for it.
   * Holds the key until the transaction ends, so that two cannot be the first.
   * @throws Problem not-allowed, or not-found for a product that is not registered
   */
  async check(actor: Actor, identification: Identification): Promise<void> {
    const { key } = identification;
    await this.unit.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 9))', [key]);
    const recorded = await this.recorded(identification);
    if (recorded.length === 0 && identification.gtin !== undefined)
      throw new Problem('not-found', `Product ${identification.gtin} is not registered here; register it first.`);
    const owners =
      recorded.length > 0 ? recorded : await this.owners('SELECT organisation_id FROM link WHERE key = $1', key);
    if (owners.length > 0 && !owners.includes(actor.organisationId))
      throw new Problem('not-allowed', `Another organisation owns ${key}.`);
  }

  /** The organisations that the records of this system name. */
  private async recorded({ gtin, steps: [[word, value]], scheme }: Identification): Promise<string[]> {
    if (gtin !== undefined) return this.owners('SELECT organisation_id FROM product WHERE gtin = $1', gtin);
    if (scheme === 'gs1' && word === '00')
      return this.owners('SELECT organisation_id FROM receipt WHERE sscc = $1', value);
    if (scheme === 'own' && word === 'unit')
      return this.owners('SELECT organisation_id FROM item WHERE serial = $1', value);
    if (scheme === 'own' && word === 'place' && /^[0-9a-f]{20}$/.test(value))
      return this.owners(
        `SELECT organisation_id FROM plot WHERE id BETWEEN rpad($1, 32, '0')::uuid AND rpad($1, 32, 'f')::uuid
         UNION SELECT id FROM organisation WHERE id BETWEEN rpad($1, 32, '0')::uuid AND rpad($1, 32, 'f')::uuid`,
        value,
      );
    return [];
  }

  private async owners(sql: string, value: string): Promise<string[]> {
    const rows = await this.unit.query<{ organisation_id: string }>(sql, [value]);
    return rows.map((row) => row.organisation_id);
  }
}
