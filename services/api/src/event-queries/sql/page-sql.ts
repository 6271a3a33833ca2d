import type { EventQuery } from '../conditions.ts';
import type { Scope } from '../scope.ts';
import { Bindings } from './bindings.ts';
import { conditionSql } from './condition-sql.ts';
import { orderSql } from './order-sql.ts';

/** Where an event stands in the order: the parts of its key as text, its id the last of them. */
export type Position = readonly string[];

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** The document with the time it was recorded, which the stored one leaves out. */
export const RESULT = `(e.document || jsonb_build_object('recordTime',
  to_char(e.record_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::text`;

/** The conditions of a query and its scope on event `e`. */
export function whereSql(scope: Scope, query: EventQuery, bindings: Bindings): string {
  const own = scope.organisationId === null ? [] : [`e.organisation_id = ${bindings.bind(scope.organisationId)}`];
  const conditions = query.conditions.map((condition) => conditionSql(condition, bindings));
  return [...own, ...conditions].join('\n AND ') || 'true';
}

/** Matching events that are gathered before they are put in order. */
const GATHERED = 2000;

export interface PageRow {
  readonly key: Position;
  /** Null once the page has as many bytes as it may. */
  readonly document: string | null;
  /** There was more to gather than is gathered: the rows are not the first of the order. */
  readonly overflow: boolean;
  /** The newest event of all, as far as the pages of this list go. */
  readonly newest: string;
}

/**
 * One page: at most `rows` rows of `PageRow`.
 *
 * `gather` decides how: what few events have is gathered first and then put in order; what many have is found by walking
 * along the order until the page is full. The planner does not know how rare a facet or a thing is (it takes one in two
 * hundred for granted), so the caller tries the first and falls back on the second.
 * @param newest `newest` of the first page, for later ones: what was captured since is left out, so that it does not shift
 * them
 */
export function pageSql(
  scope: Scope,
  query: EventQuery,
  page: {
    readonly after: Position | undefined;
    readonly newest: string | undefined;
    readonly rows: number;
    readonly bytes: number;
    readonly gather: boolean;
  },
): Statement {
  const bindings = new Bindings();
  const { bind } = bindings;
  const order = orderSql(query.order, bindings);
  const where = whereSql(scope, query, bindings);
  const direction = query.descending ? 'DESC' : 'ASC';
  const keys = [...order.parts.map(({ expression }) => expression), 'e.id'];
  const columns = keys.map((_, index) => `k${index}`);
  const types = [...order.parts.map(({ type }) => type), 'bigint'];
  const after = page.after && types.map((type, index) => `${bind(page.after?.[index])}::${type}`);
  const beyond =
    after === undefined ? '' : `AND (${keys.join(', ')}) ${query.descending ? '<' : '>'} (${after.join(', ')})`;
  const sorted = (names: readonly string[]): string => names.map((name) => `${name} ${direction}`).join(', ');
  const limit = bind(page.rows);
  const newest =
    page.newest === undefined ? '(SELECT coalesce(max(id), 0) FROM event)' : `${bind(page.newest)}::bigint`;
  const matching = `SELECT ${keys.map((key, index) => `${key} AS k${index}`).join(', ')}
      FROM event e ${order.join} WHERE ${where} ${page.newest === undefined ? '' : `AND e.id <= ${newest}`} ${beyond}`;
  const found = page.gather
    ? `gathered AS MATERIALIZED (${matching} LIMIT ${GATHERED + 1}),
    found AS MATERIALIZED (SELECT * FROM gathered ORDER BY ${sorted(columns)} LIMIT ${limit})`
    : `found AS MATERIALIZED (${matching} ORDER BY ${sorted(keys)} LIMIT ${limit})`;
  const text = `WITH ${found},
    read AS MATERIALIZED (
      SELECT found.*, ${RESULT} AS document FROM found JOIN event e ON e.id = found.k${keys.length - 1}),
    counted AS (
      SELECT *, sum(length(document)) OVER (ORDER BY ${sorted(columns)}) - length(document) AS before FROM read)
    SELECT ARRAY[${columns.map((column) => `${column}::text`).join(', ')}] AS key,
      CASE WHEN before < ${bind(page.bytes)} THEN document END AS document,
      ${page.gather ? `(SELECT count(*) FROM gathered) > ${GATHERED}` : 'false'} AS overflow,
      ${newest}::text AS newest
    FROM counted ORDER BY ${sorted(columns)}`;
  return { text, values: bindings.values };
}

/** How many events match, counted up to `most`. */
export function countSql(scope: Scope, query: EventQuery, most: number): Statement {
  const bindings = new Bindings();
  const where = whereSql(scope, query, bindings);
  const text = `SELECT count(*)::int AS count FROM (SELECT FROM event e WHERE ${where} LIMIT ${bindings.bind(most)}) found`;
  return { text, values: bindings.values };
}
