import { facets, type Namespaces, THING_ROLES } from '@fieldseal/provenance';
import type { Condition } from './conditions.ts';
import { expandedName } from './names.ts';
import { list, refuse, restoredTime, type Values } from './values.ts';

const PLACES = { readPoint: 'read_point', bizLocation: 'biz_location' } as const;
const { class: classRole, childClass, inputClass, outputClass } = THING_ROLES;
const CLASSES = [classRole, childClass, inputClass, outputClass];
/** Fields of the standard that have master data as well, of which none is kept. */
const OTHERS = 'bizStep disposition bizTransaction source destination'.split(' ');

/** `HASATTR_field`: some attribute among those named. */
export function hasAttribute(field: string, values: Values, namespaces: Namespaces): Condition[] {
  return [attribute(field, list(values), undefined, values, namespaces)];
}

/** `EQATTR_field_attribute`: an attribute with one of the values. */
export function attributeEquals(field: string, name: string, values: Values, namespaces: Namespaces): Condition[] {
  return [attribute(field, [name], list(values), values, namespaces)];
}

/** An attribute that a place has in the event itself, or that captured master data gives to a place or a class. */
function attribute(
  field: string,
  given: readonly string[],
  wanted: readonly string[] | undefined,
  { name: parameter }: Values,
  namespaces: Namespaces,
): Condition {
  const names = given.map((name) => expandedName(parameter, name, namespaces));
  if (field === 'epcClass') return { kind: 'attribute', of: CLASSES, names, values: wanted, facets: [] };
  if (field === 'readPoint' || field === 'bizLocation') {
    const fields = names.map((name) => ({ area: field, inner: false, name }) as const);
    const own =
      wanted === undefined
        ? fields.map(facets.field)
        : fields.flatMap((one) => wanted.map((text) => facets.fieldValue(one, restoredTime(text))));
    return { kind: 'attribute', of: PLACES[field], names, values: wanted, facets: own };
  }
  if (!OTHERS.includes(field) && !field.includes(':'))
    return refuse(parameter, `"${field}" is not a vocabulary field.`);
  return { kind: 'facets', anyOf: [] };
}
