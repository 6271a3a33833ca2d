import { sha256OfText } from '../bytes.ts';
import type { JsonObject } from '../json.ts';
import { namespacesOf } from './event-context.ts';
import { eventPreHash } from './pre-hash.ts';

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
  return `ni:///sha-256;${sha256OfText(preHash)}?ver=CBV2.0`;
}
