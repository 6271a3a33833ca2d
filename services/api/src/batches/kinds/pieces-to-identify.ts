import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { StoredCertificate } from '../../certificates/certificate.entity.ts';
import { Fingerprint } from '../../fingerprints/fingerprint.entity.ts';
import { Item } from '../../items/item.entity.ts';
import type { ItemKey } from '../../items/item-key.ts';
import { UnitOfWork } from '../../platform/unit-of-work.ts';
import { Pressing } from '../../pressings/pressing.entity.ts';
import { Product } from '../../products/product.entity.ts';

/** What an identity certificate of a piece rests on, as far as it exists. */
export interface PieceFacts {
  readonly item: Item | undefined;
  readonly pressing: Pressing | undefined;
  readonly product: Product | undefined;
  readonly fingerprint: Fingerprint | undefined;
  /** Number of pieces of the pressing. */
  readonly pieces: number;
  /** Digests of the birth certificates of its leaf lots, hexadecimal; undefined where there is none. */
  readonly births: readonly (string | undefined)[];
  readonly isCertified: boolean;
}

const OF_KEYS = '(t.gtin, t.serial) IN (SELECT * FROM unnest(:gtins::text[], :serials::text[]))';

/** Reads what many pieces' identity certificates rest on, with one query for each kind of thing. */
@Injectable()
export class PiecesToIdentify {
  constructor(private readonly unit: UnitOfWork) {}

  /** In the order of the keys. */
  async of(keys: readonly ItemKey[]): Promise<PieceFacts[]> {
    const items = await this.byKey(Item, keys);
    const fingerprints = await this.byKey(Fingerprint, keys);
    const pressings = await this.pressings([...new Set([...items.values()].map(({ pressingId }) => pressingId))]);
    const counts = await this.counts([...pressings.keys()]);
    const gtins = [...new Set([...items.values()].map(({ gtin }) => gtin))];
    const products = await this.unit.repository(Product).findBy({ gtin: In(gtins) });
    const product = new Map(products.map((each) => [each.gtin, each]));
    const lots = [...pressings.values()].flatMap(({ inputs }) => inputs.map(({ lot }) => lot));
    const births = await this.births([...new Set(lots)]);
    const certified = await this.certified([...items.values()].map(({ digitalLink }) => digitalLink));
    return keys.map((key) => {
      const item = items.get(nameOf(key));
      const pressing = item === undefined ? undefined : pressings.get(item.pressingId);
      return {
        item,
        pressing,
        product: product.get(key.gtin),
        fingerprint: fingerprints.get(nameOf(key)),
        pieces: counts.get(pressing?.id ?? '') ?? 0,
        births: (pressing?.inputs ?? []).map(({ lot }) => births.get(lot)),
        isCertified: item !== undefined && certified.has(item.digitalLink),
      };
    });
  }

  private async byKey<T extends ItemKey>(entity: new () => T, keys: readonly ItemKey[]): Promise<Map<string, T>> {
    const found = await this.unit
      .repository(entity)
      .createQueryBuilder('t')
      .where(OF_KEYS, { gtins: keys.map(({ gtin }) => gtin), serials: keys.map(({ serial }) => serial) })
      .getMany();
    return new Map(found.map((each) => [nameOf(each), each]));
  }

  private async pressings(ids: readonly string[]): Promise<Map<string, Pressing>> {
    const pressings = await this.unit.repository(Pressing).findBy({ id: In(ids) });
    return new Map(pressings.map((pressing) => [pressing.id, pressing]));
  }

  private async counts(pressings: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.unit.query<{ id: string; count: number }>(
      'SELECT pressing_id AS id, count(*)::int AS count FROM item WHERE pressing_id = ANY($1::uuid[]) GROUP BY 1',
      [pressings],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }

  private async births(lots: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.unit.query<{ lot: string; digest: string }>(
      `SELECT c.subject AS lot, encode(c.digest, 'hex') AS digest
       FROM leaf_lot l JOIN certificate c ON c.subject = l.digital_link AND c.stage = l.origin AND c.status = 'issued'
       WHERE l.digital_link = ANY($1::text[])`,
      [lots],
    );
    return new Map(rows.map(({ lot, digest }) => [lot, digest]));
  }

  private async certified(links: readonly string[]): Promise<Set<string>> {
    const certificates = await this.unit
      .repository(StoredCertificate)
      .createQueryBuilder('c')
      .select(['c.id', 'c.subject'])
      .where("c.subject = ANY(:links) AND c.stage = 'identity' AND c.status <> 'revoked'", { links })
      .getMany();
    return new Set(certificates.map(({ subject }) => subject));
  }
}

const nameOf = ({ gtin, serial }: ItemKey): string => `${gtin} ${serial}`;
