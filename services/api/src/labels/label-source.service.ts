import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import { found, Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { Product } from '../products/product.entity.ts';
import type { Label } from './label.ts';
import type { SheetQuery } from './labels.schemas.ts';

const BATCH = 500;

/** Labels to be printed, the first of them known beforehand. */
export interface Labels {
  readonly name: string;
  readonly first: Label;
  readonly labels: AsyncIterable<Label>;
}

interface Row {
  readonly link: string;
  readonly lot: string;
  readonly serial: string | null;
}

/** Pieces in the order of their serials, behind one of them. */
const PIECES = `
  SELECT i.digital_link AS link, p.lot, i.serial
  FROM item i JOIN pressing p ON p.id = i.pressing_id
  WHERE i.gtin = $1 AND i.organisation_id = $2 AND ($3::text IS NULL OR p.lot = $3) AND i.serial > $4
  ORDER BY i.serial LIMIT ${BATCH}`;

/** Lots that were picked or pressed, in the order of their numbers, behind one of them. */
const LOTS = `
  SELECT link, lot, NULL AS serial FROM (
    SELECT digital_link AS link, lot FROM leaf_lot WHERE gtin = $1 AND organisation_id = $2
    UNION ALL SELECT digital_link, lot FROM pressing WHERE gtin = $1 AND organisation_id = $2
  ) AS lots
  WHERE ($3::text IS NULL OR lot = $3) AND lot > $4
  ORDER BY lot LIMIT ${BATCH}`;

/** What to print: pieces or lots of the organisation, read in batches so that no statement waits for a slow reader. */
@Injectable()
export class LabelSource {
  constructor(private readonly unit: UnitOfWork) {}

  /** @throws Problem not-found when there is nothing to print */
  async open(actor: Actor, query: SheetQuery): Promise<Labels> {
    const product = found(await this.unit.repository(Product).findOneBy({ gtin: query.gtin }), `Product ${query.gtin}`);
    const batch = await this.batch(actor, query, '');
    const label = (row: Row): Label => labelOf(row, product, query.title);
    const [first] = batch;
    if (first === undefined)
      throw new Problem('not-found', `Your organisation has no ${query.of} of ${query.gtin} to print labels for.`);
    return {
      name: `${product.nameZh} ${product.nameEn}`,
      first: label(first),
      labels: this.all(actor, query, batch, label),
    };
  }

  private async *all(
    actor: Actor,
    query: SheetQuery,
    opened: readonly Row[],
    label: (row: Row) => Label,
  ): AsyncGenerator<Label> {
    let batch = opened;
    for (;;) {
      for (const row of batch) yield label(row);
      const last = batch.at(-1);
      if (last === undefined || batch.length < BATCH) return;
      batch = await this.batch(actor, query, last.serial ?? last.lot);
    }
  }

  private batch(actor: Actor, { of, gtin, lot }: SheetQuery, after: string): Promise<Row[]> {
    const values = [gtin, actor.organisationId, lot ?? null, after];
    return this.unit.query<Row>(of === 'pieces' ? PIECES : LOTS, values);
  }
}

function labelOf({ link, lot, serial }: Row, { gtin, nameZh, nameEn }: Product, title: string | undefined): Label {
  return {
    link,
    name: { zh: nameZh, en: nameEn },
    identifiers: [['01', gtin], ['10', lot], ...(serial === null ? [] : [['21', serial] as const])],
    title,
  };
}
