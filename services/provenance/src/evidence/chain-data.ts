import * as z from 'zod/mini';
import { contractsSchema } from '../bundle/schema.ts';
import type { Bundle } from '../bundle/schema.ts';
import { digestHex } from '../credentials/certificate-parts.ts';

export const CHAIN_FILE = 'chain.json';

const hash = z.string().check(z.regex(/^0x[0-9a-f]{64}$/, 'must be 0x and 64 lower-case hex digits'));

/**
 * Where on the chain the seals of a bundle are, for whoever looks them up with other tools. A help, not a proof: a verifier
 * asks the contract itself.
 */
export const chainDataSchema = z.strictObject({
  chain: contractsSchema,
  seals: z
    .array(
      z.strictObject({
        treeSize: z.int().check(z.nonnegative()),
        root: digestHex,
        transactionHash: hash,
        blockNumber: z.int().check(z.nonnegative()),
        blockHash: hash,
        /** As the node tells it (Ethereum JSON-RPC `eth_getBlockByHash`), without its transactions. */
        header: z.record(z.string().check(z.maxLength(60)), z.union([z.string(), z.array(z.unknown()), z.null()])),
      }),
    )
    .check(z.maxLength(500)),
});

export type ChainData = z.infer<typeof chainDataSchema>;

/** Sizes of the heads that a bundle's proofs lead to, rising. */
export function sealedSizes({ head, certificates }: Bundle): number[] {
  const earlier = certificates.flatMap(({ firstSeal }) => firstSeal?.treeSize ?? []);
  return Array.from(new Set([...earlier, head.treeSize])).sort((a, b) => a - b);
}

/** Whether chain data speak of the same chain, head and seals as the bundle. */
export function isAbout({ chain, seals }: ChainData, bundle: Bundle): boolean {
  const { chainId, sealLog, issuerRegistry } = bundle.chain;
  return (
    chain.chainId === chainId &&
    chain.sealLog === sealLog &&
    chain.issuerRegistry === issuerRegistry &&
    seals.map(({ treeSize }) => treeSize).join() === sealedSizes(bundle).join() &&
    seals.at(-1)?.root === bundle.head.root
  );
}
