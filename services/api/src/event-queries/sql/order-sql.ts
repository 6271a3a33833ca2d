import type { OrderKey } from '../conditions.ts';
import type { Bindings } from './bindings.ts';

/** How a query is put in order: a join that finds the key where no column holds it, and the key's parts. */
export interface OrderSql {
  readonly join: string;
  readonly parts: readonly { readonly expression: string; readonly type: string }[];
}

/**
 * Columns are their own key. An extension field orders by its number or moment first, then by its text in the order of
 * code points (EPCIS 2.0 section 8.2.7.1, `orderBy`); events without it come last, or first when descending.
 */
export function orderSql(order: OrderKey, { bind }: Bindings): OrderSql {
  if ('column' in order) return { join: '', parts: [{ expression: `e.${order.column}`, type: 'timestamptz' }] };
  const { area, inner, name } = order.field;
  const found = `epcis_field(e.document, ${bind(area)}, ${bind(inner)}, ${bind(name)}) AS item`;
  return {
    join: `CROSS JOIN LATERAL (
      SELECT min(CASE jsonb_typeof(item) WHEN 'number' THEN item::numeric
        ELSE extract(epoch FROM epcis_time(item #>> '{}')) END) AS number, min(item #>> '{}') AS text FROM ${found}) k`,
    parts: [
      { expression: `coalesce(k.number, 'Infinity')`, type: 'numeric' },
      { expression: `coalesce(k.text, '') COLLATE "C"`, type: 'text' },
    ],
  };
}
