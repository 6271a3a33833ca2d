import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import type { Batch } from './batch.entity.ts';
import { BatchRow } from './batch-row.entity.ts';
import type { Headings, RowFault, RowState } from './batches.schemas.ts';
import type { Issued } from './kinds/kind.ts';

/** What becomes of a row. */
export interface RowChange {
  readonly number: number;
  readonly state: RowState;
  readonly faults?: readonly RowFault[];
  readonly issued?: Issued;
}

/** A withdrawn certificate may be replaced: its row counts as issued no more. */
const FORGET_WITHDRAWN = `
  UPDATE batch_row r SET digest = NULL
  WHERE organisation_id = $1 AND state = 'issued' AND digest = ANY($2::bytea[]) AND EXISTS (
    SELECT 1 FROM certificate c WHERE c.id = ANY(r.certificate_ids) AND c.status = 'revoked')`;

const FIND_ISSUED = `
  SELECT encode(digest, 'hex') AS digest, subjects, certificate_ids AS "certificateIds"
  FROM batch_row WHERE organisation_id = $1 AND state = 'issued' AND digest = ANY($2::bytea[])`;

const CHANGE_ROWS = `
  UPDATE batch_row r SET state = sent.state, faults = sent.faults, subjects = sent.subjects,
    certificate_ids = sent."certificateIds"
  FROM jsonb_to_recordset($2::jsonb)
    AS sent (number int, state text, faults jsonb, subjects text[], "certificateIds" uuid[])
  WHERE r.batch_id = $1 AND r.number = sent.number`;

@Injectable()
export class BatchRows {
  constructor(private readonly unit: UnitOfWork) {}

  /** The next rows in a state, in the order of the file, behind the row of a number. */
  next(batchId: string, state: RowState, limit: number, after = 0): Promise<BatchRow[]> {
    return this.unit
      .repository(BatchRow)
      .createQueryBuilder('r')
      .where('r.batch_id = :batchId AND r.state = :state AND r.number > :after', { batchId, state, after })
      .orderBy('r.number')
      .limit(limit)
      .getMany();
  }

  /** Rows that were issued before, from this file or another, apart from those that were not. */
  async sorted(
    batch: Batch,
    rows: readonly BatchRow[],
  ): Promise<{ readonly known: RowChange[]; readonly fresh: BatchRow[] }> {
    const issued = await this.issuedBefore(batch, rows);
    const known = rows.flatMap(({ number, digest }): RowChange[] => {
      const before = issued.get(nameOf(digest));
      return before === undefined ? [] : [{ number, state: 'known', issued: before }];
    });
    return { known, fresh: rows.filter(({ digest }) => !issued.has(nameOf(digest))) };
  }

  async change({ id, headings }: Batch, changes: readonly RowChange[]): Promise<void> {
    const rows = changes.map(({ number, state, faults = [], issued }) => ({
      number,
      state,
      faults: faults.map((fault) => located(fault, headings)),
      subjects: issued?.subjects ?? [],
      certificateIds: issued?.certificateIds ?? [],
    }));
    await this.unit.query(CHANGE_ROWS, [id, JSON.stringify(rows)]);
  }

  /** By the digests of the rows in hexadecimal. */
  private async issuedBefore({ organisationId }: Batch, rows: readonly BatchRow[]): Promise<Map<string, Issued>> {
    const digests = rows.map(({ digest }) => digest);
    await this.unit.query(FORGET_WITHDRAWN, [organisationId, digests]);
    const known = await this.unit.query<Issued & { digest: string }>(FIND_ISSUED, [organisationId, digests]);
    return new Map(known.map(({ digest, ...issued }) => [digest, issued]));
  }
}

const nameOf = (digest: Buffer | null): string => digest?.toString('hex') ?? '';

/** The fault with its column as it is headed in the file. */
function located(fault: RowFault, headings: Headings): RowFault {
  const heading = fault.column === undefined ? undefined : headings[fault.column];
  return heading === undefined ? fault : { ...fault, column: heading.text, position: heading.position };
}
