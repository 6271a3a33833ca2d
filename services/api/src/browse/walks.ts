import { THING_ROLES } from '@fieldseal/provenance';
import type { Scope } from '../event-queries/scope.ts';
import type { Statement } from '../event-queries/sql/page-sql.ts';

/** Lists that are columns of the events. */
export const COLUMNS = {
  eventTypes: 'type',
  bizSteps: 'biz_step',
  bizLocations: 'biz_location',
  readPoints: 'read_point',
  dispositions: 'disposition',
} as const;
export type ColumnList = keyof typeof COLUMNS;

/** The most common type of event is not in the index of types. */
const COMMON = "type <> 'ObjectEvent'";

/**
 * Distinct values of a column after `after`, at most `most`, found by jumping from value to value along an index (a loose
 * index scan): the cost depends on the number of values, not of events.
 */
export function columnWalk(list: ColumnList, { organisationId }: Scope, after: string, most: number): Statement {
  const column = COLUMNS[list];
  const also = column === 'type' ? `AND ${COMMON}` : '';
  const next = (last: string): string => `(SELECT min(found.value) FROM organisation o CROSS JOIN LATERAL (
      SELECT ${column} AS value FROM event
      WHERE organisation_id = o.id AND ${column} > ${last} ${also}
      ORDER BY ${column} LIMIT 1) found
    WHERE $1::uuid IS NULL OR o.id = $1::uuid)`;
  return {
    text: `WITH RECURSIVE walk (value, step) AS (
        SELECT ${next('$2::text')}, 1
        UNION ALL SELECT ${next('walk.value')}, step + 1 FROM walk WHERE walk.value IS NOT NULL AND step < $3)
      SELECT value, true AS seen FROM walk WHERE value IS NOT NULL ORDER BY step`,
    values: [organisationId, after, most],
  };
}

const { epc, parent, child, input, output } = THING_ROLES;
const EPC_ROLES: readonly number[] = [epc, parent, child, input, output];

/**
 * The next `most` things after `after`, and whether the reader may see an event of each. A reader who may see few of them
 * gets short pages rather than a long wait.
 */
export function thingWalk({ organisationId }: Scope, after: string, most: number): Statement {
  const next = (last: string): string =>
    `(SELECT t.thing FROM event_thing t WHERE t.thing > ${last} ORDER BY t.thing LIMIT 1)`;
  return {
    text: `WITH RECURSIVE walk (value, step) AS (
        SELECT ${next('$2')}, 1
        UNION ALL SELECT ${next('walk.value')}, step + 1 FROM walk WHERE walk.value IS NOT NULL AND step < $3)
      SELECT value, EXISTS (SELECT FROM event_thing t JOIN event e ON e.id = t.event_id
        WHERE t.thing = walk.value AND t.role = ANY($4::smallint[]) AND ($1::uuid IS NULL OR e.organisation_id = $1)) AS seen
      FROM walk WHERE value IS NOT NULL ORDER BY step`,
    values: [organisationId, after, most, EPC_ROLES],
  };
}
