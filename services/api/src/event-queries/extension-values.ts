import { type ExtensionField, facets } from '@fieldseal/provenance';
import type { Comparison, Condition } from './conditions.ts';
import { isNumber, isTime, list, refuse, restoredTime, single, type Values } from './values.ts';

/**
 * `EQ_`, `GT_`, `GE_`, `LT_`, `LE_` of an extension field. Equality, of moments too, is a facet; the facet of the field's
 * existence narrows the search for the others.
 */
export function extensionValues(field: ExtensionField, comparison: Comparison | 'EQ', values: Values): Condition[] {
  if (comparison === 'EQ')
    return [{ kind: 'facets', anyOf: list(values).map((text) => facets.fieldValue(field, restoredTime(text))) }];
  const value = restoredTime(single(values));
  if (!isTime(value) && !isNumber(value))
    return refuse(values.name, 'must be a decimal number, or a time with zone such as 2026-04-05T08:30:00+08:00.');
  return [
    { kind: 'facets', anyOf: [facets.field(field)] },
    { kind: 'field', field, comparison, type: isTime(value) ? 'time' : 'number', value },
  ];
}
