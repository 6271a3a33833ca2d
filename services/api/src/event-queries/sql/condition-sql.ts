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
    const roots = bind(values);
    return `(e.${column} = ANY(${roots}::text[]) OR ${parts.join(' OR ')}
      OR ${pairOf(`e.${column}`, 'place', below(roots))})`;
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

  attribute: ({ of, names, values, facets }, { bind }) => {
    const asked = bind(names);
    const has =
      values === undefined
        ? `m.attributes ?| ${asked}::text[]`
        : `EXISTS (SELECT FROM unnest(${asked}::text[]) name WHERE m.attributes -> name ?| ${bind(values)}::text[])`;
    const own = facets.length === 0 ? 'false' : `e.facets && ${bind(facets)}::text[]`;
    const known =
      typeof of === 'string'
        ? pairOf(`e.${of}`, 'element', `SELECT m.organisation_id, m.element FROM master_data m WHERE ${has}`)
        : `EXISTS (SELECT FROM event_thing t JOIN master_data m ON m.element = t.thing
            WHERE t.event_time = e.event_time AND t.event_id = e.id AND t.role = ANY(${bind(of)}::smallint[])
            AND m.organisation_id = e.organisation_id AND ${has})`;
    return `(${own} OR ${known})`;
  },

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

/** The organisation's own pair; the array beside it is what an index can be asked for. */
const pairOf = (column: string, name: string, pairs: string): string =>
  `(${column} = ANY(ARRAY(SELECT ${name} FROM (${pairs}) pair)) AND (e.organisation_id, ${column}) IN (${pairs}))`;

/** What lies below places in the hierarchy that each organisation's master data makes, at any depth. */
const below = (roots: string): string => `
  WITH RECURSIVE part AS (
    SELECT m.organisation_id, child.place FROM master_data m, unnest(m.children) AS child (place)
    WHERE m.element = ANY(${roots}::text[])
    UNION
    SELECT m.organisation_id, child.place FROM part
    JOIN master_data m ON m.organisation_id = part.organisation_id AND m.element = part.place,
    unnest(m.children) AS child (place)
  ) SELECT organisation_id, place FROM part`;

const itemsAt = (paths: readonly string[], bind: Bind): string =>
  `unnest(${bind(paths)}::text[]) path, jsonb_path_query(e.document, path::jsonpath) item`;

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
