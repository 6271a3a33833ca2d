import { generateKeyPairSync, sign } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { generate } from '@digitalbazaar/ed25519-multikey';
import { createSignCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import { issue } from '@digitalbazaar/vc';

/** What is signed of a document: two SHA-256 digests (VC Data Integrity EdDSA Cryptosuites 1.0, section 3.3.4). */
const MESSAGE_BYTES = 64;

export interface Signed {
  readonly proofValues: readonly string[];
  readonly seconds: number;
}

/** Signs documents with the library of Digital Bazaar, in memory, one after the other as it does. */
export async function signWithLibrary(
  documents: readonly object[],
  seed: Uint8Array,
  did: string,
  created: Date,
): Promise<Signed> {
  const key = await generate({ controller: did, seed });
  const cryptosuite = createSignCryptosuite();
  const suite = new DataIntegrityProof({ signer: key.signer(), cryptosuite, date: created });
  const documentLoader = (url: string): Promise<never> => Promise.reject(new Error(`${url} is not to be loaded`));
  const proofValues: string[] = [];
  const start = performance.now();
  for (const credential of documents)
    proofValues.push((await issue({ credential: { ...credential }, suite, documentLoader })).proof.proofValue);
  return { proofValues, seconds: (performance.now() - start) / 1000 };
}

/** Signatures a second that `node:crypto` makes of such messages, one after the other, and nothing else. */
export function bareSignaturesPerSecond(count: number): number {
  const { privateKey } = generateKeyPairSync('ed25519');
  const messages = Array.from({ length: count }, (_, i) => Buffer.alloc(MESSAGE_BYTES, i));
  const start = performance.now();
  for (const message of messages) sign(null, message, privateKey);
  return (count * 1000) / (performance.now() - start);
}
