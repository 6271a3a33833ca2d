import { bytesToHex } from '../bytes.ts';
import type { Certificate } from '../credentials/certificates.ts';
import type { SignedEvent } from '../credentials/signed-event.ts';
import { inclusionProof } from '../seal-log/proofs.ts';
import { rootOf } from '../seal-log/tree.ts';
import type { NodeStore } from '../seal-log/tree.ts';
import type { SignedStatusList } from '../credentials/status-list.ts';
import { bundleSchema, BUNDLE_SCHEMA } from './schema.ts';
import type { Bundle, Contracts } from './schema.ts';

export interface Sealed<Document> {
  readonly document: Document;
  /** Position in the seal log; below the tree size of the head. */
  readonly leafIndex: number;
  /** Size of the first head sealed on chain that covers it; bounds the time of signing of a certificate. */
  readonly firstHeadSize?: number;
}

/** What a bundle may carry besides certificates and events. */
export interface Companions {
  /** Declarations that an event of the bundle was recorded in error. */
  readonly declarations?: readonly Sealed<SignedEvent>[];
  /** The newest list for every status entry of the certificates. */
  readonly statusLists?: readonly SignedStatusList[];
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
  { declarations = [], statusLists = [] }: Companions = {},
): Promise<Bundle> {
  const proofIn = async (leafIndex: number, size: number) =>
    (await inclusionProof(store, leafIndex, size)).map((hash) => bytesToHex(hash));
  const withProof = async <Document>({ document, leafIndex }: Sealed<Document>) => ({
    document,
    leafIndex,
    proof: await proofIn(leafIndex, treeSize),
  });
  const withFirstSeal = async (sealed: Sealed<Certificate>) => {
    const { leafIndex, firstHeadSize: size = treeSize } = sealed;
    if (size === treeSize) return withProof(sealed);
    const [placed, proof] = await Promise.all([withProof(sealed), proofIn(leafIndex, size)]);
    return { ...placed, firstSeal: { treeSize: size, proof } };
  };
  // All at once, so that a store can read all nodes in one go.
  const [root, placedCertificates, placedEvents, placedDeclarations] = await Promise.all([
    rootOf(store, treeSize),
    Promise.all(certificates.map(withFirstSeal)),
    Promise.all(events.map(withProof)),
    Promise.all(declarations.map(withProof)),
  ]);
  return bundleSchema.parse({
    schema: BUNDLE_SCHEMA,
    item,
    chain,
    head: { treeSize, root: bytesToHex(root) },
    certificates: placedCertificates,
    events: placedEvents,
    declarations: placedDeclarations,
    statusLists,
  });
}
