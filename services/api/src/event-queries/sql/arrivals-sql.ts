import type { EventQuery } from '../conditions.ts';
import type { Scope } from '../scope.ts';
import { Bindings } from './bindings.ts';
import { RESULT, type Statement, whereSql } from './page-sql.ts';

/** A place in the order of arrival: transaction and id. */
export interface Arrival {
  readonly transaction: string;
  readonly id: string;
}

/**
 * The next `window` events in order of arrival, with the document of those that match: rows `transaction`, `id`,
 * `document` (text or null). Only transactions older than every running one are read: nothing can arrive before them.
 *
 * Each event is looked up by its id and then judged. The planner, left to itself (`OFFSET 0` forbids it), gathers what
 * matches first, and of values it has never seen expects next to nothing: after a burst of them that took for ever.
 */
export function arrivalsSql(scope: Scope, query: EventQuery, after: Arrival, window: number): Statement {
  const bindings = new Bindings();
  const { bind } = bindings;
  const text = `WITH arrived AS MATERIALIZED (
      SELECT arrival, id FROM event
      WHERE (arrival, id) > (${bind(after.transaction)}::xid8, ${bind(after.id)}::bigint)
        AND arrival < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY arrival, id LIMIT ${bind(window)})
    SELECT a.arrival::text AS transaction, a.id::text AS id, matching.document
    FROM arrived a LEFT JOIN LATERAL (
      SELECT ${RESULT} AS document FROM (SELECT * FROM event WHERE id = a.id OFFSET 0) e
      WHERE ${whereSql(scope, query, bindings)}) matching ON true
    ORDER BY a.arrival, a.id`;
  return { text, values: bindings.values };
}

/** The place behind everything that can be read by now: the end of the index, asked for every second. */
export const nowSql: Statement = {
  text: `SELECT transaction::text, id::text FROM (
    (SELECT arrival AS transaction, id FROM event WHERE arrival < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY arrival DESC, id DESC LIMIT 1)
    UNION ALL SELECT '0'::xid8, 0) place ORDER BY place.transaction DESC, place.id DESC LIMIT 1`,
  values: [],
};

/**
 * The place in front of everything recorded at `time` or later: `record_time` is set when a transaction begins, and one that
 * still runs may have begun after `time` and yet come before all that can be seen.
 */
export function sinceSql(time: Date): Statement {
  return {
    text: `SELECT least(min(arrival), pg_snapshot_xmin(pg_current_snapshot()))::text AS transaction, '0' AS id
      FROM event WHERE record_time >= $1::timestamptz`,
    values: [time.toISOString()],
  };
}
