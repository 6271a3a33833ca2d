import { z } from 'zod';
import { BilingualName } from '../organisations/organisations.schemas.ts';

const Hex = z.string().regex(/^[0-9a-f]{64}$/);

export const PrintQuery = z.object({ lang: z.enum(['zh', 'en']).default('zh') });
export type PrintQuery = z.infer<typeof PrintQuery>;

/** An event that the certificate rests on, by the digits of its CBV event hash. */
export const EvidenceKey = z.object({ id: z.uuid(), hash: Hex });
export type EvidenceKey = z.infer<typeof EvidenceKey>;

/** A certificate with all that a page of it shows; what the browser does not take on trust it verifies from the bundle. */
export const CertificateSheet = z.object({
  certificate: z.record(z.string(), z.unknown()).describe('the signed document (W3C VC 2.0)'),
  digest: Hex.describe('SHA-256 of the canonical document: its leaf in the seal log'),
  address: z.url().describe('page of the certificate'),
  link: z.url().describe('Digital Link of the lot or piece that it is about'),
  standing: z.object({
    state: z.enum(['valid', 'expired', 'suspended', 'revoked']),
    since: z.iso.datetime().optional(),
    reason: z.string().optional(),
    by: BilingualName.optional(),
  }),
  signers: z.array(
    z.object({
      did: z.string(),
      role: z.enum(['issuer', 'phone', 'countersigner']),
      name: BilingualName.optional(),
      signedAt: z.string().optional(),
    }),
  ),
  events: z.array(
    z.object({
      hash: z.string().describe('CBV event hash id'),
      type: z.string(),
      step: z.string().optional(),
      time: z.string().optional(),
      address: z.url().describe('the signed event'),
      declaredWrongAt: z.string().optional(),
    }),
  ),
  before: z
    .array(
      z.object({
        id: z.uuid(),
        type: z.string(),
        issuer: BilingualName,
        validFrom: z.string(),
        digest: Hex,
        address: z.url(),
      }),
    )
    .describe('the certificates that it builds on'),
  seal: z
    .object({
      leafIndex: z.int(),
      treeSize: z.int(),
      root: Hex,
      transaction: z.string(),
      sealedAt: z.iso.datetime(),
      chainId: z.int(),
      sealLog: z.string(),
    })
    .optional()
    .describe('the first head on the chain that covers it'),
});
