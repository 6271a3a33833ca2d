import type { Comparison, Condition } from '../conditions.ts';
import type { Bindings } from './bindings.ts';

const OPERATORS: Readonly<Record<Comparison | 'EQ', string>> = { EQ: '=', GT: '>', GE: '>=', LT: '<', LE: '<=' };

type Of<Kind extends Condition['kind']> = Extract<Condition, { readonly kind: Kind }>;
type Writers = { readonly [Kind in Condition['kind']]: (condition: Of<Kind>, bindings: Bindings) => string };

/** SQL of each condition on event `e`. Operators and columns come from closed lists, all else is bound. */
const WRITERS: Writers = {
  among: ({ column, values }, { bind }) =>
    values.length === 1 ? `e.${column} = ${bind(values[0])}` : `e.${column} = ANY(${bind(values)}::text[])`,

  within: ({ column, values }, { bind }) => {
    const parts = values.map((value) => `e.${column} LIKE ${bind(`${escapeLike(value)}/254/%`)}`);
    return `(e.${column} = ANY(${bind(values)}::text[]) OR ${parts.join(' OR ')})`;
  },

  time: ({ column, comparison, value }, { bind }) => `e.${column} ${OPERATORS[comparison]} ${bind(value)}::timestamptz`,

  things: ({ roles, exact, patterns }, { bind }) => {
    const names = [
      ...(exact.length === 0 ? [] : [`t.thing = ANY(${bind(exact)}::text[])`]),
      ...patterns.map((pattern) => `t.thing LIKE ${bind(pattern)}`),
    ];
    return `EXISTS (SELECT FROM event_thing t WHERE (${names.join(' OR ')}) AND t.event_time = e.event_time
      AND t.event_id = e.id AND t.role = ANY(${bind(roles)}::smallint[]))`;
  },

  facets: ({ anyOf }, { bind }) =>
    anyOf.length === 1 ? `e.facets @> ${bind(anyOf)}::text[]` : `e.facets && ${bind(anyOf)}::text[]`,

  identity: ({ hashes, given }, { bind }) =>
    `((e.hash = ANY(${bind(hashes.map((hash) => Buffer.from(hash, 'hex')))}::bytea[]) AND e.given_id IS NULL)
      OR e.given_id = ANY(${bind(given)}::text[]))`,

  innerTime: ({ paths, comparison, value }, { bind }) =>
    `EXISTS (SELECT FROM ${itemsAt(paths, bind)} WHERE epcis_time(item #>> '{}') ${OPERATORS[comparison]}
      ${bind(value)}::timestamptz)`,

  measure: ({ paths, property, comparison, measures }, { bind }) => {
    const name = bind(property);
    const tests = measures.map(({ unit, value }) => {
      const compare = `epcis_number(item -> ${name}) ${OPERATORS[comparison]} ${bind(value)}::numeric`;
      return unit === undefined ? compare : `(item ->> 'uom' = ${bind(unit)} AND ${compare})`;
    });
    return `EXISTS (SELECT FROM ${itemsAt(paths, bind)} WHERE ${tests.join(' OR ')})`;
  },

  field: ({ field: { area, inner, name }, comparison, type, value }, { bind }) => {
    const [read, cast] =
      type === 'time' ? [`epcis_time(item #>> '{}')`, 'timestamptz'] : ['epcis_number(item)', 'numeric'];
    return `EXISTS (SELECT FROM epcis_field(e.document, ${bind(area)}, ${bind(inner)}, ${bind(name)}) AS item
      WHERE ${read} ${OPERATORS[comparison]} ${bind(value)}::${cast})`;
  },
};

/** SQL of a condition; the values are added to `bindings`. */
export function conditionSql<Kind extends Condition['kind']>(condition: Of<Kind>, bindings: Bindings): string {
  const write: (condition: Of<Kind>, bindings: Bindings) => string = WRITERS[condition.kind];
  return write(condition, bindings);
}

type Bind = Bindings['bind'];

const itemsAt = (paths: readonly string[], bind: Bind): string =>
  `unnest(${bind(paths)}::text[]) path, jsonb_path_query(e.document, path::jsonpath) item`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
