import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../access/actor.ts';
import { PageTokens } from '../event-queries/page-token.ts';
import type { NextPage } from '../event-queries/paging.ts';
import { UnitOfWork } from '../platform/unit-of-work.ts';
import { BatchRow } from './batch-row.entity.ts';
import type { RowQuery, RowView } from './batches.schemas.ts';
import { BatchesService } from './batches.service.ts';
import { csvLine } from './files/csv-line.ts';

const LIST = 'batch rows';
const READ_AT_ONCE = 1000;
const HEADINGS = ['line', 'state', 'subject', 'certificateId', 'column', 'code', 'reason'];

/** Number of the last row of a page. */
const Place = z.object({ after: z.int() });

export interface RowPage {
  readonly rows: RowView[];
  readonly next: NextPage | undefined;
}

@Injectable()
export class BatchResultsService {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly batches: BatchesService,
    private readonly tokens: PageTokens,
  ) {}

  /** Rows in the order of the file. @throws Problem not-found, query-parameter */
  async page(actor: Actor, id: string, { state, perPage, nextPageToken }: RowQuery): Promise<RowPage> {
    await this.batches.get(actor, id);
    const list = { list: LIST, id, state };
    const { after } =
      nextPageToken === undefined ? { after: 0 } : Place.parse(await this.tokens.read(list, nextPageToken));
    const rows = await this.rows(id, after, perPage + 1, state);
    const last = rows.length > perPage ? rows[perPage - 1] : undefined;
    return {
      rows: rows.slice(0, perPage).map(viewOf),
      next: last === undefined ? undefined : this.tokens.make(list, { after: last.number }),
    };
  }

  /** All rows as CSV (RFC 4180), a line for each certificate and each fault, read in parts. @throws Problem not-found */
  async csv(actor: Actor, id: string): Promise<AsyncIterable<string>> {
    await this.batches.get(actor, id);
    return this.lines(id);
  }

  private async *lines(id: string): AsyncGenerator<string> {
    yield `\ufeff${csvLine(HEADINGS)}`;
    let rows: BatchRow[] = [];
    do {
      rows = await this.rows(id, rows.at(-1)?.number ?? 0, READ_AT_ONCE);
      yield rows.flatMap(linesOf).map(csvLine).join('');
    } while (rows.length === READ_AT_ONCE);
  }

  private rows(batchId: string, after: number, limit: number, state?: RowQuery['state']): Promise<BatchRow[]> {
    const query = this.unit
      .repository(BatchRow)
      .createQueryBuilder('r')
      .where('r.batch_id = :batchId AND r.number > :after', { batchId, after })
      .orderBy('r.number')
      .limit(limit);
    if (state !== undefined) query.andWhere('r.state = :state', { state });
    return query.getMany();
  }
}

function viewOf({ number, line, state, faults, content, subjects, certificateIds }: BatchRow): RowView {
  return {
    number,
    line,
    state,
    faults,
    content: content === null ? undefined : { ...content },
    subjects,
    certificateIds,
  };
}

function linesOf({ line, state, faults, subjects, certificateIds }: BatchRow): (string | number)[][] {
  const issued = certificateIds.map((id, i) => [line, state, subjects[i] ?? '', id, '', '', '']);
  const refused = faults.map(({ column = '', code, detail }) => [line, state, '', '', column, code, detail]);
  const all = [...issued, ...refused];
  return all.length > 0 ? all : [[line, state, '', '', '', '', '']];
}
