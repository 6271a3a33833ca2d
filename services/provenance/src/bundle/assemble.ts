import { bytesToHex } from '../bytes.ts';
import type { Certificate } from '../credentials/certificates.ts';
import type { SignedEvent } from '../credentials/signed-event.ts';
import { inclusionProof } from '../seal-log/proofs.ts';
import { rootOf } from '../seal-log/tree.ts';
import type { NodeStore } from '../seal-log/tree.ts';
import { bundleSchema, BUNDLE_SCHEMA } from './schema.ts';
import type { Bundle, Contracts } from './schema.ts';

export interface Sealed<Document> {
  readonly document: Document;
  /** Position in the seal log; below the tree size of the head. */
  readonly leafIndex: number;
}

/**
 * Puts a bundle together from stored documents and the log's nodes.
 * @param treeSize size of the head sealed on chain that the proofs shall lead to
 * @throws RangeError when a document was appended after that head; ZodError when a document breaks its schema
 */
export async function assembleBundle(
  item: string,
  chain: Contracts,
  treeSize: number,
  store: NodeStore,
  certificates: readonly Sealed<Certificate>[],
  events: readonly Sealed<SignedEvent>[],
): Promise<Bundle> {
  const withProof = async <Document>({ document, leafIndex }: Sealed<Document>) => {
    const proof = await inclusionProof(store, leafIndex, treeSize);
    return { document, leafIndex, proof: proof.map((hash) => bytesToHex(hash)) };
  };
  return bundleSchema.parse({
    schema: BUNDLE_SCHEMA,
    item,
    chain,
    head: { treeSize, root: bytesToHex(await rootOf(store, treeSize)) },
    certificates: await Promise.all(certificates.map(withProof)),
    events: await Promise.all(events.map(withProof)),
  });
}
