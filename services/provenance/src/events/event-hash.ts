import { bytesToHex, sha256, utf8 } from '../bytes.ts';
import { isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { eventPreHash } from './pre-hash.ts';
import type { Namespaces } from './pre-hash.ts';

/** Prefixes the EPCIS 2.0 context defines by itself. */
const STANDARD_NAMESPACES: readonly (readonly [string, string])[] = [
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
];

/** Prefixes that one or more JSON-LD contexts (of the document, of the event) define by plain strings. */
export function namespacesOf(...contexts: readonly unknown[]): Namespaces {
  const entries = contexts.flat().flatMap((context) => (isJsonObject(context) ? Object.entries(context) : []));
  return new Map([
    ...STANDARD_NAMESPACES,
    ...entries.flatMap(([prefix, uri]) => (typeof uri === 'string' ? [[prefix, uri] as const] : [])),
  ]);
}

/**
 * The CBV 2.0 event hash id, `ni:///sha-256;<hex>?ver=CBV2.0` (CBV 2.0 section 8.9, RFC 6920).
 * @param event one EPCIS event in JSON; a proof, event id or record time inside does not change the result
 * @param documentContext the `@context` of the document around it, when it has one
 * @throws RangeError when extensions are nested deeper than 64 levels
 */
export function eventHash(event: JsonObject, documentContext?: unknown): string {
  return eventHashOf(eventPreHash(event, namespacesOf(documentContext, event['@context'])));
}

/** The event hash id of a pre-hash string. */
export function eventHashOf(preHash: string): string {
  return `ni:///sha-256;${bytesToHex(sha256(utf8(preHash)))}?ver=CBV2.0`;
}
