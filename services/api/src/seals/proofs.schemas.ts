import { z } from 'zod';

const TreeSize = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const Hash = z.string().regex(/^[0-9a-f]{64}$/, '32 bytes in lower-case hexadecimal');

export const InclusionQuery = z.object({
  digest: Hash.describe('SHA-256 of the signed document in canonical form: its leaf'),
  size: TreeSize.min(1).optional().describe('number of leaves of the tree; the newest when left out'),
});
export type InclusionQuery = z.infer<typeof InclusionQuery>;

export const ConsistencyQuery = z.object({
  from: TreeSize.describe('number of leaves of the older tree'),
  to: TreeSize.optional().describe('number of leaves of the newer tree; the newest when left out'),
});
export type ConsistencyQuery = z.infer<typeof ConsistencyQuery>;

const Proof = z.array(z.string()).describe('hashes in hexadecimal, in the order of RFC 9162');

export const InclusionView = z.object({
  leafIndex: z.number().int(),
  treeSize: z.number().int(),
  root: z.string(),
  proof: Proof,
});
export type InclusionView = z.infer<typeof InclusionView>;

export const ConsistencyView = z.object({
  from: z.number().int(),
  to: z.number().int(),
  fromRoot: z.string(),
  toRoot: z.string(),
  proof: Proof,
});
export type ConsistencyView = z.infer<typeof ConsistencyView>;
