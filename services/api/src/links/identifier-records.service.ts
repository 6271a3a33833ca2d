import { Inject, Injectable } from '@nestjs/common';
import type { CertificateKind } from '../certificates/certificates.schemas.ts';
import { CONFIG, type Config } from '../config.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { type Identification, pathOf } from './identification.ts';

export interface CertificateRecord {
  readonly id: string;
  readonly kind: CertificateKind;
}

/** What the records of this system say about an identifier. */
export interface IdentifierRecord {
  /** Name of the product. */
  readonly name?: string;
  /** Lot of a piece that was made here. */
  readonly pieceLot?: string | null;
  readonly photo?: boolean;
  readonly certified?: boolean;
  /** The lot was picked or pressed here. */
  readonly lotKnown?: boolean;
  /** Certificates about the lot itself, oldest first. */
  readonly lotCertificates?: readonly CertificateRecord[] | null;
  /** Digital Link of the piece that a wrapper belongs to. */
  readonly piece?: string;
}

const PRODUCT = `
  SELECT p.name_zh || ' ' || p.name_en AS name, pr.lot AS "pieceLot", f.gtin IS NOT NULL AS photo,
         EXISTS (SELECT FROM certificate c WHERE c.subject = i.digital_link AND c.status = 'issued') AS certified,
         pr.lot IS NOT NULL
           OR EXISTS (SELECT FROM pressing WHERE digital_link = $3)
           OR EXISTS (SELECT FROM leaf_lot WHERE digital_link = $3) AS "lotKnown",
         (SELECT jsonb_agg(of_lot) FROM (
            SELECT id, stage AS kind FROM certificate
            WHERE subject = $3 AND status <> 'awaiting-countersignature' ORDER BY created_at LIMIT 20
          ) AS of_lot) AS "lotCertificates"
  FROM product p
  LEFT JOIN (item i JOIN pressing pr ON pr.id = i.pressing_id AND ($4::text IS NULL OR pr.lot = $4))
    ON i.gtin = p.gtin AND i.serial = $2
  LEFT JOIN fingerprint f ON f.gtin = i.gtin AND f.serial = i.serial
  WHERE p.gtin = $1`;

@Injectable()
export class IdentifierRecords {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly unit: UnitOfWork,
  ) {}

  /** Undefined when the records say nothing: an unknown product, case or wrapper, or another kind of key. */
  async find({
    gtin,
    lot,
    serial,
    scheme,
    steps: [key, ...qualifiers],
  }: Identification): Promise<IdentifierRecord | undefined> {
    if (gtin !== undefined) {
      const lotSteps = qualifiers.filter(([ai]) => ai === '10');
      const lotLink = lot === undefined ? null : this.config.publicUrl + pathOf('gs1', [key, ...lotSteps]);
      return this.one(PRODUCT, [gtin, serial ?? null, lotLink, lot ?? null]);
    }
    const [word, value] = key;
    if (scheme === 'gs1' && word === '00') return this.one('SELECT FROM item WHERE sscc = $1 LIMIT 1', [value]);
    if (scheme === 'own' && word === 'unit')
      return this.one('SELECT digital_link AS piece FROM item WHERE serial = $1 LIMIT 1', [value]);
    return undefined;
  }

  private async one(sql: string, values: readonly unknown[]): Promise<IdentifierRecord | undefined> {
    const [row] = await this.unit.query<IdentifierRecord>(sql, values);
    return row;
  }
}
