import { Injectable } from '@nestjs/common';
import type { CertificateKind } from '../certificates/certificates.schemas.ts';
import { CertificatesService } from '../certificates/certificates.service.ts';
import { Problem } from '../platform/problems.ts';
import { grams, kilograms } from '../platform/schemas.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';

/** A lot of leaf: picked, or blended from several. */
interface LeafLot {
  readonly gtin: string;
  readonly organisation_id: string;
  readonly left: string;
  /** The certificate that says where it comes from. */
  readonly origin: CertificateKind;
}

@Injectable()
export class LeafLotsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly certificates: CertificatesService,
  ) {}

  /** @param link Digital Link of the lot. @throws Problem not-found */
  async get(link: string): Promise<LeafLot> {
    const [lot] = await this.unit.query<LeafLot>(
      `SELECT gtin, organisation_id, quantity_grams - consumed_grams AS left, origin
       FROM leaf_lot WHERE digital_link = $1`,
      [link],
    );
    if (lot === undefined) throw new Problem('not-found', `Leaf lot ${link} was not found.`);
    return lot;
  }

  /**
   * Takes leaf from lots, always in the same order: two who take from the same lots never wait for each other.
   * @throws Problem not-found, or conflict saying how much is left of which lot
   */
  async take(inputs: readonly { readonly lot: string; readonly quantityKg: number }[]): Promise<void> {
    for (const { lot, quantityKg } of inputs.toSorted((a, b) => (a.lot < b.lot ? -1 : 1)))
      await this.takeOne(lot, quantityKg);
  }

  /**
   * Digest, in hexadecimal, of the certificate that a later one cites for a lot: its birth, or, since a blend has none,
   * the promise made anew for it.
   * @throws Problem conflict while there is none
   */
  async originOf(link: string): Promise<string> {
    const { origin } = await this.get(link);
    return this.certificates.digestOf(link, origin);
  }

  /** The row's own condition keeps two from taking the same leaf, and anybody from what its grower may still refuse to sign. */
  private async takeOne(link: string, quantityKg: number): Promise<void> {
    for (const table of ['harvest', 'blend']) {
      const [taken] = await this.unit.query<{ id: string }>(
        `WITH taken AS (
           UPDATE ${table} SET consumed_grams = consumed_grams + $2
           WHERE digital_link = $1 AND quantity_grams - consumed_grams >= $2 AND NOT EXISTS (
             SELECT FROM signing s WHERE s.certificate_ids && ARRAY[certificate_id] AND s.completed_at IS NULL
           ) RETURNING id
         ) SELECT id FROM taken`,
        [link, grams(quantityKg)],
      );
      if (taken !== undefined) return;
    }
    const { left } = await this.get(link);
    if (Number(left) >= grams(quantityKg))
      throw new Problem('conflict', `Leaf lot ${link} still waits for the signature of its grower's phone.`);
    throw new Problem(
      'conflict',
      `Only ${kilograms(left)} kg of leaf lot ${link} are left; ${quantityKg} kg were asked for.`,
    );
  }
}
