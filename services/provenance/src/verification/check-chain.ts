import { bytesToHex, equalBytes, hexToBytes } from '../bytes.ts';
import type { Bundle, Contracts } from '../bundle/schema.ts';
import type { JsonObject } from '../json.ts';
import { leafHash } from '../seal-log/hashes.ts';
import { verifyInclusion } from '../seal-log/verify.ts';
import { ask } from './chain-reader.ts';
import type { ChainReader, SealedRoot } from './chain-reader.ts';
import type { Digests } from './digests.ts';
import { Refusal } from './report.ts';

/** The bundle is of the chain that was reached, and of the contracts the verifier knows. */
export async function checkChain(bundle: Bundle, chain: ChainReader, trust: Contracts | undefined): Promise<void> {
  if (trust) {
    if (trust.chainId !== bundle.chain.chainId) throw new Refusal('chain-different', String(bundle.chain.chainId));
    for (const name of ['sealLog', 'issuerRegistry'] as const) {
      if (trust[name].toLowerCase() !== bundle.chain[name])
        throw new Refusal('contracts-untrusted', bundle.chain[name]);
    }
  }
  const chainId = await ask(() => chain.chainId(), Number.isSafeInteger);
  if (chainId !== bundle.chain.chainId) throw new Refusal('chain-different', String(chainId));
}

/** The chain sealed this very root at this size. @returns when, in seconds since 1970 */
export async function checkHead({ head }: Bundle, chain: ChainReader): Promise<number> {
  const sealed = await sealedRoot(head.treeSize, chain);
  if (!equalBytes(sealed.root, hexToBytes(head.root))) throw new Refusal('head-differs', bytesToHex(sealed.root));
  return sealed.sealedAt;
}

/** Every document is a leaf under the head, and none is there twice. */
export function checkInclusion({ head, certificates, events, declarations }: Bundle, digestOf: Digests): void {
  const root = hexToBytes(head.root);
  const seen = new Set<string>();
  for (const { document, leafIndex, proof } of [...certificates, ...events, ...declarations]) {
    const data = digestOf(document);
    const key = bytesToHex(data);
    if (seen.has(key)) throw new Refusal('document-repeated', nameOf(document));
    seen.add(key);
    requireIncluded(document, data, { leafIndex, proof, treeSize: head.treeSize }, root);
  }
}

/**
 * Where a certificate shows an earlier seal, the chain holds it and the certificate is under it.
 * @param sealedAt time of the head, which counts for certificates that show none
 * @returns when each certificate was under a seal, in their order, in seconds since 1970
 */
export async function checkFirstSeals(
  { head, certificates }: Bundle,
  chain: ChainReader,
  sealedAt: number,
  digestOf: Digests,
): Promise<number[]> {
  return Promise.all(
    certificates.map(async ({ document, leafIndex, firstSeal }) => {
      if (!firstSeal) return sealedAt;
      const { treeSize, proof } = firstSeal;
      if (treeSize > head.treeSize) throw new Refusal('head-unknown', String(treeSize));
      const sealed = await sealedRoot(treeSize, chain);
      if (sealed.sealedAt > sealedAt) throw new Refusal('chain-answer-invalid', String(treeSize));
      requireIncluded(document, digestOf(document), { leafIndex, proof, treeSize }, sealed.root);
      return sealed.sealedAt;
    }),
  );
}

async function sealedRoot(treeSize: number, chain: ChainReader): Promise<SealedRoot> {
  const sealed = await ask(
    () => chain.sealedRoot(treeSize),
    (answer) => answer === undefined || (answer.root.length === 32 && Number.isSafeInteger(answer.sealedAt)),
  );
  if (!sealed) throw new Refusal('head-unknown', String(treeSize));
  return sealed;
}

interface Place {
  readonly leafIndex: number;
  readonly treeSize: number;
  readonly proof: readonly string[];
}

function requireIncluded(document: JsonObject, data: Uint8Array, place: Place, root: Uint8Array): void {
  const { leafIndex, treeSize, proof } = place;
  const siblings = proof.map((hash) => hexToBytes(hash));
  if (verifyInclusion(leafHash(data), leafIndex, treeSize, siblings, root)) return;
  throw new Refusal('document-not-sealed', nameOf(document));
}

function nameOf(document: JsonObject): string {
  const name = document.eventID ?? document.id;
  return typeof name === 'string' ? name : '';
}
