import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import jsonld, { type NodeObject } from 'jsonld';
import { z } from 'zod';
import { filesUnder, readJson } from './folder.ts';

/** The address each kept context file stands for, by the name it is kept under. */
const ADDRESSES: Readonly<Record<string, string | undefined>> = {
  'credentials-v2': 'https://www.w3.org/ns/credentials/v2',
  'examples-v2': 'https://www.w3.org/ns/credentials/examples/v2',
  'undefined-terms-v2': 'https://www.w3.org/ns/credentials/undefined-terms/v2',
  'data-integrity-v1': 'https://w3id.org/security/data-integrity/v1',
  'data-integrity-v2': 'https://w3id.org/security/data-integrity/v2',
  'multikey-v1': 'https://w3id.org/security/multikey/v1',
  'lds-ed25519-2020-v1': 'https://w3id.org/security/suites/ed25519-2020/v1',
};

/** A context that vectors use and the data does not hold; its publisher's package does. */
const CITIZENSHIP = 'https://w3id.org/citizenship/v4rc1';
const CITIZENSHIP_FILE = new URL('../contexts/v4rc1.jsonld', import.meta.resolve('@digitalbazaar/citizenship-context'));

const ContextDocument = z.custom<NodeObject>((value) => typeof value === 'object' && value !== null);

/** Turns a JSON-LD document into canonical N-Quads. */
export type Canonicalise = (document: Readonly<Record<string, unknown>>) => Promise<string>;

/**
 * RDF Dataset Canonicalization (W3C RDFC-1.0) with the context files kept in the data; nothing is fetched.
 * @param folders where context files lie
 */
export function canonicaliser(folders: readonly string[]): Canonicalise {
  const kept = folders.flatMap((folder) =>
    filesUnder(folder).flatMap((file) => {
      const address = ADDRESSES[file.replace(/\.json(ld)?$/, '')];
      return address === undefined ? [] : [[address, join(folder, file)] as const];
    }),
  );
  const contexts = new Map([[CITIZENSHIP, fileURLToPath(CITIZENSHIP_FILE)], ...kept]);
  const documentLoader = (url: string) => {
    const file = contexts.get(url);
    if (file === undefined) return Promise.reject(new Error(`the data holds no copy of the context ${url}`));
    return Promise.resolve({ documentUrl: url, document: ContextDocument.parse(readJson(file)) });
  };
  // RDFC-1.0 is the library's own choice of algorithm; `safe` refuses what canonicalisation would drop unseen.
  const options = { format: 'application/n-quads', safe: true, documentLoader } as const;
  return (document) => jsonld.canonize({ ...document }, options);
}
