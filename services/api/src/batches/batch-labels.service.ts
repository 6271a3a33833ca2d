import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/actor.ts';
import type { Label } from '../labels/label.ts';
import { LabelsService } from '../labels/labels.service.ts';
import { LAYOUTS } from '../labels/layouts.ts';
import { Problem } from '../platform/problems.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { BatchLabelQuery } from './batches.schemas.ts';
import { BatchesService } from './batches.service.ts';

const READ_AT_ONCE = 500;

interface Row {
  readonly number: number;
  readonly place: number;
  readonly link: string;
  readonly gtin: string;
  readonly zh: string;
  readonly en: string;
  readonly lot: string;
  readonly serial: string | null;
}

/** Lots and pieces of the issued rows, in the order of the file, behind one of them. */
const LABELS = `
  SELECT r.number, s.place::int AS place, s.link, p.gtin, p.name_zh AS zh, p.name_en AS en, thing.lot, thing.serial
  FROM batch_row r
  CROSS JOIN LATERAL unnest(r.subjects) WITH ORDINALITY AS s (link, place)
  JOIN LATERAL (
    SELECT gtin, lot, NULL AS serial FROM harvest WHERE digital_link = s.link
    UNION ALL
    SELECT i.gtin, pressing.lot, i.serial FROM item i JOIN pressing ON pressing.id = i.pressing_id
    WHERE i.digital_link = s.link
  ) AS thing ON true
  JOIN product p ON p.gtin = thing.gtin
  WHERE r.batch_id = $1 AND r.state IN ('issued', 'known') AND (r.number, s.place) > ($2, $3)
  ORDER BY r.number, s.place LIMIT ${READ_AT_ONCE}`;

/** The sheet of codes for what a batch certified. */
@Injectable()
export class BatchLabelsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly batches: BatchesService,
    private readonly labels: LabelsService,
  ) {}

  /** The PDF as a stream. @throws Problem not-found, or conflict while nothing is issued */
  async sheet(actor: Actor, id: string, { layout, title }: BatchLabelQuery): Promise<Readable> {
    await this.batches.get(actor, id);
    const opened = await this.read(id, { number: 0, place: 0 });
    const [first] = opened;
    if (first === undefined) throw new Problem('conflict', 'This batch has issued nothing to print codes for.');
    const all = this.all(id, opened, title);
    return this.labels.print(
      { name: `${first.zh} ${first.en}`, first: labelOf(first, title), labels: all },
      LAYOUTS[layout],
    );
  }

  private async *all(id: string, opened: readonly Row[], title: string | undefined): AsyncGenerator<Label> {
    let rows = opened;
    for (;;) {
      for (const row of rows) yield labelOf(row, title);
      const last = rows.at(-1);
      if (last === undefined || rows.length < READ_AT_ONCE) return;
      rows = await this.read(id, last);
    }
  }

  private read(id: string, { number, place }: Pick<Row, 'number' | 'place'>): Promise<Row[]> {
    return this.unit.query<Row>(LABELS, [id, number, place]);
  }
}

function labelOf({ link, zh, en, gtin, lot, serial }: Row, title: string | undefined): Label {
  return {
    link,
    name: { zh, en },
    identifiers: [['01', gtin], ['10', lot], ...(serial === null ? [] : [['21', serial] as const])],
    title,
  };
}
