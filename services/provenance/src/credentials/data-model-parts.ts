import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { BASE_CONTEXT } from './data-model-contexts.ts';
import { fault } from './data-model-fault.ts';
import type { DataModelFault } from './data-model-fault.ts';
import { readTerms } from './data-model-terms.ts';
import type { Terms } from './data-model-terms.ts';
import { asList, isText, isUrl } from './data-model-values.ts';

/** Section 4.3: an ordered set that begins with the base context. */
export function readContext(document: JsonObject, pointer: string): Terms {
  const at = `${pointer}/@context`;
  const context = document['@context'];
  const broken = (code: 'context-missing' | 'context-first', detail: string): Terms => ({
    ...readTerms([BASE_CONTEXT], at),
    faults: [fault(at, code, detail)],
  });
  if (context === undefined) return broken('context-missing', '@context is required');
  if (!Array.isArray(context) || context[0] !== BASE_CONTEXT) {
    return broken('context-first', `@context must be a list that begins with ${BASE_CONTEXT}`);
  }
  return readTerms(context, at);
}

/** Section 4.4: one URL. */
export function checkId(
  value: JsonObject,
  pointer: string,
  need: 'optional' | 'required' = 'optional',
): DataModelFault[] {
  if (value.id === undefined) {
    return need === 'optional' ? [] : [fault(pointer, 'id-missing', 'id is required and must be a URL')];
  }
  return isUrl(value.id) ? [] : [fault(`${pointer}/id`, 'id-not-url', 'id must be one URL')];
}

/** Section 4.5: one or more types, each a URL or a term that the contexts map to one. */
export function checkType(value: JsonObject, pointer: string, terms: Terms, required?: string): DataModelFault[] {
  const at = `${pointer}/type`;
  const types = value.type === undefined ? [] : asList(value.type);
  if (types.length === 0) return [fault(pointer, 'type-missing', 'type is required')];
  const unmapped = types.flatMap((type, index) =>
    typeof type === 'string' && terms.typeUrl(type) !== undefined
      ? []
      : [
          fault(
            Array.isArray(value.type) ? `${at}/${String(index)}` : at,
            'type-unmapped',
            `the type ${JSON.stringify(type)} is neither a URL nor a term its contexts map to one`,
          ),
        ],
  );
  const lacking =
    required === undefined || types.includes(required)
      ? []
      : [fault(at, 'type-required', `one of the types must be ${required}`)];
  return [...lacking, ...unmapped];
}

/** Section 4.6: name and description. */
export function checkTexts(value: JsonObject, pointer: string): DataModelFault[] {
  return ['name', 'description'].flatMap((member) =>
    value[member] === undefined || isText(value[member])
      ? []
      : [fault(`${pointer}/${member}`, 'text-value', `${member} must be text or a language value object and no more`)],
  );
}

/** Each object of a property that takes one or several, with its pointer. */
export function checkObjects(
  document: JsonObject,
  property: string,
  pointer: string,
  check: (value: JsonObject, at: string) => DataModelFault[],
): DataModelFault[] {
  const value = document[property];
  if (value === undefined) return [];
  const at = `${pointer}/${property}`;
  return asList(value).flatMap((item, index) => {
    const here = Array.isArray(value) ? `${at}/${String(index)}` : at;
    return isJsonObject(item) ? check(item, here) : [fault(here, 'value-not-object', `${property} must hold objects`)];
  });
}

/** Sections 4.10 to 5.6 and 5.10: objects that must say their type and may, or must, have an id. */
const TYPED_PROPERTIES = [
  ['credentialStatus', 'optional'],
  // Sections 4.11 and 5.4: without an address there is nothing to check or to refresh with.
  ['credentialSchema', 'required'],
  ['refreshService', 'required'],
  ['termsOfUse', 'optional'],
  ['evidence', 'optional'],
  ['confidenceMethod', 'optional'],
  ['renderMethod', 'optional'],
  ['proof', 'optional'],
] as const;

export function checkTypedProperties(document: JsonObject, pointer: string, terms: Terms): DataModelFault[] {
  return TYPED_PROPERTIES.flatMap(([property, need]) =>
    checkObjects(document, property, pointer, (value, at) => [
      ...checkId(value, at, need),
      ...checkType(value, at, terms),
      ...checkTexts(value, at),
    ]),
  );
}
