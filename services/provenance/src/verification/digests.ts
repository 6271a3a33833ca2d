import { digest } from '../credentials/jcs.ts';
import type { JsonObject } from '../json.ts';

/** Gives the digest of a document, 32 bytes. Documents are compared by identity and must not change. */
export type Digests = (document: JsonObject) => Uint8Array;

/** What the seal log holds of each document, which is hashed once. */
export function digestsOnce(): Digests {
  const digests = new Map<JsonObject, Uint8Array>();
  return (document) => {
    const found = digests.get(document) ?? digest(document);
    digests.set(document, found);
    return found;
  };
}
