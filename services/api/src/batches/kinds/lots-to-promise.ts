import { Injectable } from '@nestjs/common';
import type { Actor } from '../../access/actor.ts';
import { Harvest } from '../../harvests/harvest.entity.ts';
import { UnitOfWork } from '../../platform/unit-of-work.ts';
import { Product } from '../../products/product.entity.ts';

/** What the promise for a harvest rests on, as far as it exists. */
export interface LotFacts {
  readonly harvest: Harvest;
  readonly product: Product;
  /** Digest of the birth certificate, hexadecimal. */
  readonly birth: string | undefined;
  /** A promise is in force, suspended, or waits for a phone's signature. */
  readonly isPromised: boolean;
}

interface Standing {
  readonly id: string;
  readonly birth: string | null;
  readonly promised: boolean;
}

const STANDING = `
  SELECT h.id, encode(b.digest, 'hex') AS birth,
    EXISTS (SELECT FROM certificate c
            WHERE c.subject = h.digital_link AND c.stage = 'conformity' AND c.status <> 'revoked')
      OR EXISTS (SELECT FROM signing s WHERE s.subjects && ARRAY[h.digital_link] AND s.completed_at IS NULL) AS promised
  FROM harvest h
  LEFT JOIN certificate b ON b.subject = h.digital_link AND b.stage = 'birth' AND b.status = 'issued'
  WHERE h.id = ANY($1::uuid[])`;

/** Reads what the promises for many harvests rest on, with one query for each kind of thing. */
@Injectable()
export class LotsToPromise {
  constructor(private readonly unit: UnitOfWork) {}

  /**
   * By every way in which a row may name a harvest of the organisation: its lot number or its Digital Link.
   * @param names as they stand in the rows
   */
  async of({ organisationId }: Actor, names: readonly string[]): Promise<ReadonlyMap<string, LotFacts>> {
    const harvests = await this.unit
      .repository(Harvest)
      .createQueryBuilder('h')
      .where('h.organisation_id = :organisationId', { organisationId })
      .andWhere('(h.lot = ANY(:names) OR h.digital_link = ANY(:names))', { names })
      .getMany();
    const standing = await this.unit.query<Standing>(STANDING, [harvests.map(({ id }) => id)]);
    const byId = new Map(standing.map((row) => [row.id, row]));
    const products = await this.products(harvests);
    return new Map(
      harvests.flatMap((harvest) => {
        const product = products.get(harvest.gtin);
        if (product === undefined) return [];
        const { birth, promised } = byId.get(harvest.id) ?? { birth: null, promised: false };
        const facts = { harvest, product, birth: birth ?? undefined, isPromised: promised };
        return [harvest.lot, harvest.digitalLink].map((name) => [name, facts] as const);
      }),
    );
  }

  private async products(harvests: readonly Harvest[]): Promise<Map<string, Product>> {
    const products = await this.unit
      .repository(Product)
      .createQueryBuilder('p')
      .where('p.gtin = ANY(:gtins)', { gtins: [...new Set(harvests.map(({ gtin }) => gtin))] })
      .getMany();
    return new Map(products.map((product) => [product.gtin, product]));
  }
}
