import { isJsonObject, type JsonObject } from '@fieldseal/provenance';

/** More DIDs than that are not looked up: their proofs are reported as of unknown keys. */
const MOST_DIDS = 100;
const MOST_LISTS = 200;

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const textsOf = (values: readonly unknown[]): string[] => values.filter((value) => typeof value === 'string');

/** The DIDs whose keys secured a document, or the credentials in it; keys that name themselves need no look-up. */
export function didsNamedBy(document: JsonObject): string[] {
  const methods = withCredentials(document).flatMap(({ proof }) =>
    asList(proof).map((one) => (isJsonObject(one) ? one.verificationMethod : undefined)),
  );
  const dids = textsOf(methods).map((method) => method.split('#')[0] ?? '');
  return Array.from(new Set(dids.filter((did) => !did.startsWith('did:key:')))).slice(0, MOST_DIDS);
}

/** The addresses of the status lists that a credential names, or the credentials of a presentation. */
export function listsNamedBy(document: JsonObject): string[] {
  const entries = withCredentials(document).flatMap(({ credentialStatus }) => asList(credentialStatus));
  const addresses = textsOf(entries.map((entry) => (isJsonObject(entry) ? entry.statusListCredential : undefined)));
  return Array.from(new Set(addresses)).slice(0, MOST_LISTS);
}

function withCredentials(document: JsonObject): JsonObject[] {
  return [document, ...asList(document.verifiableCredential).filter(isJsonObject)];
}
