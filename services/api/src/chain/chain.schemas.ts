import { z } from 'zod';

export const TransactionView = z.object({
  id: z.uuid(),
  purpose: z.string(),
  status: z.enum(['queued', 'sent', 'mined', 'reverted']),
  hash: z.string().optional(),
  gasUsed: z.number().int().optional(),
  reason: z.string().optional(),
});
export type TransactionView = z.infer<typeof TransactionView>;

export const ChainView = z.object({
  chainId: z.number().int(),
  sealLog: z.string(),
  issuerRegistry: z.string(),
  weatherIndexOracle: z.string(),
  cropCover: z.string(),
});
export type ChainView = z.infer<typeof ChainView>;

/** The reading methods that the relay passes on; a verifier may as well ask a node of its own choice. */
export const RelayedCall = z
  .object({
    jsonrpc: z.literal('2.0'),
    id: z.union([z.number(), z.string().max(64)]),
    method: z.enum(['eth_chainId', 'eth_call', 'eth_blockNumber', 'eth_getBlockByNumber', 'eth_getLogs']),
    params: z.array(z.unknown()).max(3).default([]),
  })
  .meta({ examples: [{ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }] });
export type RelayedCall = z.infer<typeof RelayedCall>;

/** JSON-RPC 2.0 section 5, as the node gave it. */
export const RelayedAnswer = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.number(), z.string(), z.null()]),
  result: z.unknown().optional(),
  error: z.looseObject({ code: z.int(), message: z.string() }).optional(),
});
