import { bytesToHex, equalBytes, hexToBytes } from '../bytes.ts';
import type { Bundle, Contracts } from '../bundle/schema.ts';
import { digest } from '../credentials/jcs.ts';
import type { JsonObject } from '../json.ts';
import { leafHash } from '../seal-log/hashes.ts';
import { verifyInclusion } from '../seal-log/verify.ts';
import { ask } from './chain-reader.ts';
import type { ChainReader } from './chain-reader.ts';
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
  const sealed = await ask(
    () => chain.sealedRoot(head.treeSize),
    (answer) => answer === undefined || (answer.root.length === 32 && Number.isSafeInteger(answer.sealedAt)),
  );
  if (!sealed) throw new Refusal('head-unknown', String(head.treeSize));
  if (!equalBytes(sealed.root, hexToBytes(head.root))) throw new Refusal('head-differs', bytesToHex(sealed.root));
  return sealed.sealedAt;
}

/** Every document is a leaf under the head, and none is there twice. */
export function checkInclusion({ head, certificates, events }: Bundle): void {
  const root = hexToBytes(head.root);
  const seen = new Set<string>();
  for (const { document, leafIndex, proof } of [...certificates, ...events]) {
    const id = nameOf(document);
    const data = digest(document);
    const key = bytesToHex(data);
    if (seen.has(key)) throw new Refusal('document-repeated', id);
    seen.add(key);
    const siblings = proof.map((hash) => hexToBytes(hash));
    if (!verifyInclusion(leafHash(data), leafIndex, head.treeSize, siblings, root)) {
      throw new Refusal('document-not-sealed', id);
    }
  }
}

function nameOf(document: JsonObject): string {
  const name = document.eventID ?? document.id;
  return typeof name === 'string' ? name : '';
}
