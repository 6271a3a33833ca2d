import { Injectable } from '@nestjs/common';
import { isJsonObject, type JsonObject } from '@fieldseal/provenance';
import { z } from 'zod';
import { found as mustExist, Problem } from '../platform/problems.ts';
import type { Condition, EventQuery } from './conditions.ts';
import { LIMITS } from './limits.ts';
import { PageTokens } from './page-token.ts';
import type { NextPage } from './paging.ts';
import { LimitedReader, type Read } from './reader.ts';
import type { Scope } from './scope.ts';
import { type Arrival, arrivalsSql, nowSql, sinceSql } from './sql/arrivals-sql.ts';
import { countSql, type PageRow, pageSql, type Statement } from './sql/page-sql.ts';

/** An event as a reader gets it: as stored, with its `recordTime`. */
export type EventResult = JsonObject;

export interface PageRequest {
  /** 1 to 1000. */
  readonly perPage: number;
  /** Of the page before; the first page has none. */
  readonly token?: string | undefined;
}

export interface EventPage {
  readonly events: readonly EventResult[];
  readonly next?: NextPage;
}

export interface Arrivals {
  readonly events: readonly EventResult[];
  /** Moves on even when nothing matched. */
  readonly cursor: string;
  /** There was more to look at than one call examines: call again. */
  readonly more: boolean;
}

const PageState = z.object({
  after: z.array(z.string()).readonly(),
  newest: z.string(),
  remaining: z.number().optional(),
});
type PageState = z.infer<typeof PageState>;

/** A page ends early rather than weigh more than this. */
const PAGE_BYTES = 8 * 1024 * 1024;

/** Finds events for readers, page by page, and for subscriptions, in order of arrival. */
@Injectable()
export class EventSearch {
  constructor(
    private readonly reader: LimitedReader,
    private readonly tokens: PageTokens,
  ) {}

  /**
   * One page in the order of the query. Events captured after the first page was read are not among the later ones.
   * @throws Problem query-too-large, query-too-complex, or query-parameter for a token of another list
   */
  async page(scope: Scope, query: EventQuery, { perPage, token }: PageRequest): Promise<EventPage> {
    const list = { scope, query };
    const state = token === undefined ? undefined : PageState.parse(await this.tokens.read(list, token));
    const remaining = state === undefined ? query.limit : state.remaining;
    const wanted = Math.min(perPage, LIMITS.perPage, remaining ?? LIMITS.perPage);
    return this.reader.run(scope, async (read) => {
      if (state === undefined && query.most !== undefined) {
        const [counted] = await read<{ count: number }>(countSql(scope, query, query.most + 1));
        if (mustExist(counted, 'The count').count > query.most)
          throw new Problem('query-too-large', `More than ${query.most} events match (maxEventCount).`);
      }
      const rows = await pageRows(read, scope, query, {
        after: state?.after,
        newest: state?.newest,
        rows: wanted + 1,
        bytes: PAGE_BYTES,
      });
      const events = rows.slice(0, wanted).flatMap(({ document }) => (document === null ? [] : [parse(document)]));
      const last = rows[events.length - 1];
      const left = remaining === undefined ? undefined : remaining - events.length;
      if (last === undefined || left === 0 || rows.length === events.length) return { events };
      const { key: after, newest } = last;
      const next: PageState = { after, newest, ...(left === undefined ? {} : { remaining: left }) };
      return { events, next: this.tokens.make(list, next) };
    });
  }

  /**
   * What arrived after the cursor and matches, in an order of arrival in which nothing appears late.
   * @param limit most events answered
   */
  async arrivals(scope: Scope, query: EventQuery, after: string, limit: number): Promise<Arrivals> {
    const rows = await this.reader.run(scope, (read) =>
      read<Arrival & { document: string | null }>(arrivalsSql(scope, query, readCursor(after), LIMITS.arrivals)),
    );
    const matching = rows.flatMap((row, index) => (row.document === null ? [] : [{ index, document: row.document }]));
    const isFull = matching.length > limit;
    const last = isFull ? rows[(matching[limit]?.index ?? 0) - 1] : rows.at(-1);
    return {
      events: matching.slice(0, limit).map(({ document }) => parse(document)),
      cursor: last === undefined ? after : writeCursor(last),
      more: isFull || rows.length === LIMITS.arrivals,
    };
  }

  /** The cursor behind all that has arrived until now. */
  now(): Promise<string> {
    return this.cursor(nowSql);
  }

  /** The cursor in front of the first event recorded at `time` or later. */
  since(time: Date): Promise<string> {
    return this.cursor(sinceSql(time));
  }

  private async cursor(statement: Statement): Promise<string> {
    const [place] = await this.reader.run(EVERYBODY, (read) => read<Arrival>(statement));
    return writeCursor(mustExist(place, 'The place in the order of arrival'));
  }
}

const EVERYBODY: Scope = { organisationId: null };

/** Whether few events can be expected to meet it: it names a thing, an event or a value. */
function isSelective(condition: Condition): boolean {
  if (condition.kind === 'facets') return condition.anyOf.every((facet) => facet.includes('='));
  if (condition.kind === 'among') return condition.column === 'transformation_id';
  return condition.kind === 'things' || condition.kind === 'identity';
}

async function pageRows(
  read: Read,
  scope: Scope,
  query: EventQuery,
  page: Omit<Parameters<typeof pageSql>[2], 'gather'>,
): Promise<PageRow[]> {
  if (query.conditions.some(isSelective)) {
    const rows = await read<PageRow>(pageSql(scope, query, { ...page, gather: true }));
    if (rows[0]?.overflow !== true) return rows;
  }
  return read<PageRow>(pageSql(scope, query, { ...page, gather: false }));
}

function parse(document: string): EventResult {
  const event: unknown = JSON.parse(document);
  if (!isJsonObject(event)) throw new TypeError('a stored event is no object');
  return event;
}

const Cursor = z.string().regex(/^\d{1,20}:\d{1,20}$/);

function readCursor(text: string): Arrival {
  const [transaction = '', id = ''] = Cursor.parse(text).split(':');
  return { transaction, id };
}

const writeCursor = ({ transaction, id }: Arrival): string => `${transaction}:${id}`;
