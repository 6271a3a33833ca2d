import { bareWord, type BareWordKind, type Namespaces } from '@fieldseal/provenance';
import { expandedName } from './names.ts';
import { list, refuse, type Values } from './values.ts';

/** The event types of EPCIS itself. */
export const STANDARD_TYPES: readonly string[] = [
  'ObjectEvent',
  'AggregationEvent',
  'TransactionEvent',
  'TransformationEvent',
  'AssociationEvent',
];

/**
 * Words of a vocabulary as events hold them: CBV's as bare words, whichever way they are written. A word of one's own with
 * a declared prefix is looked for under its full name too.
 */
export function words(values: Values, kind: BareWordKind, namespaces: Namespaces): readonly string[] {
  return list(values).flatMap((text) => {
    const word = bareWord(text.trim(), kind);
    return word.includes(':') ? spellings(values.name, word, namespaces) : [word];
  });
}

/** Event types: the standard ones bare or under their full name, or a type of one's own. */
export function eventTypes(values: Values, namespaces: Namespaces): readonly string[] {
  return list(values).flatMap((text) => {
    const type = text.replace(/^(epcis:|https:\/\/ref\.gs1\.org\/epcis\/)/, '');
    if (STANDARD_TYPES.includes(type)) return [type];
    return text.includes(':')
      ? spellings(values.name, text, namespaces)
      : refuse(values.name, `must be one of ${STANDARD_TYPES.join(', ')}, or the URI of a type of one's own.`);
  });
}

function spellings(parameter: string, text: string, namespaces: Namespaces): string[] {
  const prefix = text.slice(0, text.indexOf(':'));
  return namespaces.has(prefix) ? [text, expandedName(parameter, text, namespaces)] : [text];
}
